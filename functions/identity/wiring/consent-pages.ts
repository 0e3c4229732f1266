import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { identityPages } from '../../../schemas/routes/identity-pages.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { cancelSignIn } from '../cancel-sign-in.ts';
import { decideConsent } from '../decide-consent.ts';
import { showConsent } from '../show-consent.ts';
import { clientFinder } from '../store/clients.ts';
import { agreementReader } from '../store/consents.ts';
import { signInStore } from '../store/sign-ins.ts';

type Consenting = Pick<typeof identityPages, 'cancelSignIn' | 'showConsent' | 'decideConsent'>;

/** The use cases of who is asked what a partner may know, or turns back. */
export const consentUseCases = (client: DynamoDBDocumentClient, environment: Environment<'identity-pages'>): UseCases<Consenting> => {
  const commit = commitTo(client, environment);
  const signIns = signInStore(client, environment.OIDC_TABLE, clock);
  const findClient = clientFinder(client, environment.CLIENTS_TABLE);
  return {
    cancelSignIn: cancelSignIn({ signIns, commit }),
    showConsent: showConsent({ signIns, findClient }),
    decideConsent: decideConsent({
      signIns,
      findClient,
      agreedScopes: agreementReader(client, environment.CONSENTS_TABLE),
      commit,
      tables: { consents: environment.CONSENTS_TABLE, history: environment.HISTORY_TABLE },
      clock,
    }),
  };
};
