import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Environment } from '../../../schemas/environment.ts';
import type { StateProvider } from '../../../schemas/federation.ts';
import type { identityPages } from '../../../schemas/routes/identity-pages.ts';
import { withoutCallLog } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { onwardCookie } from '../federation/onward.ts';
import { cookieKeyring, sealedCookies } from '../federation/sealed-cookies.ts';
import { showSignedOutPage } from '../show-signed-out-page.ts';

/** The use case of who has signed out. */
export const signedOutUseCases = (
  environment: Environment<'identity-pages'>,
  offered: readonly StateProvider[],
): UseCases<Pick<typeof identityPages, 'showSignedOutPage'>> => {
  const client = withoutCallLog(new SecretsManagerClient({}));
  const keys = keyringReader({ client, secretId: environment.IDENTITY_KEYS_SECRET, keyring: cookieKeyring, clock });
  const { SITE_ADDRESS: siteAddress } = environment;
  return { showSignedOutPage: showSignedOutPage({ offered, siteAddress, onward: onwardCookie(sealedCookies(keys, siteAddress)) }) };
};
