import { citizenPages } from '../../../schemas/routes/citizen-pages.ts';
import { factorPages } from '../../../schemas/routes/factor-pages.ts';
import { identityPages } from '../../../schemas/routes/identity-pages.ts';
import { staffPages } from '../../../schemas/routes/staff-pages.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { nobodySignedIn } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { passkeyWay } from '../factors/passkey-way.ts';
import { stateProviderWays } from '../federation/pages/ways.ts';
import { type ShowSignInDependencies, showSignIn } from '../show-sign-in.ts';
import { signInStore } from '../store/sign-ins.ts';
import { wireFactors } from './factors.ts';
import { offeredProviders } from './offered-providers.ts';

export const wirePages = () => {
  const environment = readEnvironment('identity-pages');
  const client = dynamo();
  const signIns = signInStore(client, environment.OIDC_TABLE, clock);
  const offered = offeredProviders(environment);
  const byPasskey = passkeyWay(wireFactors(client, environment));
  const shown: ShowSignInDependencies = {
    signIns,
    ways: async (signIn) => ({ state: stateProviderWays(offered, signIn.uid), passkey: await byPasskey(signIn) }),
  };
  const { showSignedOutPage, cancelSignIn, showConsent, decideConsent } = identityPages;
  return api({
    routes: { ...identityPages, ...factorPages, ...citizenPages, ...staffPages },
    useCases: {
      showSignIn: showSignIn(shown),
      ...onFirstCall({ signIn: identityPages.signIn }, async () => {
        const { passwordSignIn } = await import('./password-sign-in.ts');
        return passwordSignIn(client, environment, shown);
      }),
      ...onFirstCall({ showSignedOutPage }, async () => {
        const { signedOutUseCases } = await import('./signed-out-page.ts');
        return signedOutUseCases(environment, offered);
      }),
      ...onFirstCall({ cancelSignIn, showConsent, decideConsent }, async () => {
        const { consentUseCases } = await import('./consent-pages.ts');
        return consentUseCases(client, environment);
      }),
      ...onFirstCall(factorPages, async () => {
        const { factorPageUseCases } = await import('./factor-pages.ts');
        return factorPageUseCases(client, environment);
      }),
      ...onFirstCall(citizenPages, async () => {
        const { citizenUseCases } = await import('./citizen-pages.ts');
        return citizenUseCases(client, environment);
      }),
      ...onFirstCall(staffPages, async () => {
        const { staffPageUseCases } = await import('./staff-pages.ts');
        return staffPageUseCases(client, environment);
      }),
    },
    ...nobodySignedIn,
    siteAddress: environment.SITE_ADDRESS,
  });
};
