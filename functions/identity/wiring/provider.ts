import { AsyncLocalStorage } from 'node:async_hooks';
import { KMSClient } from '@aws-sdk/client-kms';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import { identityProvider } from '../../../schemas/routes/identity-provider.ts';
import { dynamo, withoutCallLog } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { logRequest } from '../../shared/middlewares/log.ts';
import type { ApiEvent, ApiLambdaContext, ApiResult } from '../../shared/middlewares/middleware.ts';
import { answerProblems } from '../../shared/middlewares/problems.ts';
import { findRoute } from '../../shared/middlewares/route.ts';
import { onwardCookie } from '../federation/onward.ts';
import { cookieKeyring, sealedCookies } from '../federation/sealed-cookies.ts';
import { answerByProvider } from '../provider/answer.ts';
import { clientMetadata } from '../provider/clients.ts';
import { openIdProvider } from '../provider/provider.ts';
import { cookieKeysOf, pairwiseKeyOf } from '../provider/provider-keys.ts';
import { clientFinder } from '../store/clients.ts';
import { agreementReader } from '../store/consents.ts';
import { personFinder } from '../store/known-people.ts';
import { providerAdapter } from '../store/provider-adapter.ts';
import { type ProviderVisit, providerRecords } from '../store/provider-records.ts';
import { signingKeys } from '../store/signing-key.ts';

type Environment = ReturnType<typeof readEnvironment<'identity-provider'>>;

const build = async (environment: Environment, visit: () => ProviderVisit | undefined) => {
  const client = dynamo();
  const findClient = clientFinder(client, environment.CLIENTS_TABLE);
  const secrets = withoutCallLog(new SecretsManagerClient({}));
  const [keys, { SecretString: secret = '' }] = await Promise.all([
    signingKeys(withoutCallLog(new KMSClient({})), [...environment.ACCESS_TOKEN_KEYS.split(','), ...environment.ID_TOKEN_KEYS.split(',')]),
    secrets.send(new GetSecretValueCommand({ SecretId: environment.IDENTITY_KEYS_SECRET })),
  ]);
  const provider = openIdProvider(environment.ISSUER, {
    siteAddress: environment.SITE_ADDRESS,
    audience: environment.TOKEN_AUDIENCE,
    adapter: providerAdapter({
      client,
      table: environment.OIDC_TABLE,
      clock,
      visit,
      findRecord: providerRecords({ tables: { audit: environment.AUDIT_TABLE, history: environment.HISTORY_TABLE }, clock, visit }),
      findClient: async (id) => {
        const found = await findClient(id);
        return found && !found.client.disabledAt ? clientMetadata(found.client, found.secretHash) : undefined;
      },
    }),
    signingKeys: keys,
    cookieKeys: cookieKeysOf(secret),
    pairwiseKey: pairwiseKeyOf(secret),
    findPerson: personFinder(client, environment.ACCOUNTS_TABLE),
    agreedScopes: agreementReader(client, environment.CONSENTS_TABLE),
  });
  const cookieKeys = cookieKeyring(secret);
  return answerByProvider(provider, environment.ISSUER, onwardCookie(sealedCookies(async () => cookieKeys, environment.SITE_ADDRESS)));
};

export const wireProvider = () => {
  const environment = readEnvironment('identity-provider');
  const visit = new AsyncLocalStorage<ProviderVisit>();
  let building: ReturnType<typeof build> | undefined;
  const answer = async (event: ApiEvent, { request: { route, correlationId } }: ApiLambdaContext): Promise<ApiResult> => {
    building ??= build(environment, () => visit.getStore());
    try {
      const answering = await building;
      return await visit.run({ agent: event.requestContext.http.userAgent, action: route.audit, correlationId }, () => answering(event));
    } catch (error) {
      building = undefined;
      throw error;
    }
  };
  return middy<ApiEvent, ApiResult, Error, ApiLambdaContext>()
    .use(logRequest())
    .use(answerProblems(identityProvider))
    .use(findRoute(identityProvider))
    .handler(answer);
};
