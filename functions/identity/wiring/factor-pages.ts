import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Environment } from '../../../schemas/environment.ts';
import type { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { lazily } from '../../shared/lazily.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { doorKeyring } from '../door-keys.ts';
import { keepRecoveryCodes } from '../factors/step/keep-recovery-codes.ts';
import { proveFactor } from '../factors/step/prove-factor.ts';
import { setUpFactor } from '../factors/step/set-up-factor.ts';
import { showFactorSetUp } from '../factors/step/show-factor-set-up.ts';
import { showSecondFactor } from '../factors/step/show-second-factor.ts';
import { signInByPasskey } from '../factors/step/sign-in-by-passkey.ts';
import { attemptStore } from '../store/attempts.ts';
import { accountFinder } from '../store/one-account.ts';
import { signInStore } from '../store/sign-ins.ts';
import { throttle } from '../throttle.ts';
import { wireFactors } from './factors.ts';
import { wireTakeProof } from './take-proof.ts';

/** The steps of a sign-in in which people show or set up what they have at hand. */
export const factorPageUseCases = (client: ReturnType<typeof dynamo>, environment: Environment<'identity-pages'>) => {
  const dependencies = {
    ...wireFactors(client, environment),
    signIns: signInStore(client, environment.OIDC_TABLE, clock),
    accountOf: accountFinder(client, environment.ACCOUNTS_TABLE),
    takeProof: wireTakeProof(client, environment),
    throttle: throttle({
      store: attemptStore(client, environment.ATTEMPTS_TABLE),
      keys: keyringReader({
        client: lazily(() => new SecretsManagerClient({})),
        secretId: environment.IDENTITY_KEYS_SECRET,
        keyring: doorKeyring,
        clock,
      }),
      clock,
    }),
  };
  return {
    showSecondFactor: showSecondFactor(dependencies),
    proveFactor: proveFactor(dependencies),
    showFactorSetUp: showFactorSetUp(dependencies),
    setUpFactor: setUpFactor(dependencies),
    keepRecoveryCodes: keepRecoveryCodes(dependencies),
    signInByPasskey: signInByPasskey(dependencies),
  };
};
