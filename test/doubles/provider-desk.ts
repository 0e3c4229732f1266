import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import { accountOf } from '../../functions/identity/activate-account.ts';
import { onwardCookie } from '../../functions/identity/federation/onward.ts';
import { cookieKeyring, sealedCookies } from '../../functions/identity/federation/sealed-cookies.ts';
import { answerByProvider } from '../../functions/identity/provider/answer.ts';
import { clientMetadata } from '../../functions/identity/provider/clients.ts';
import { openIdProvider } from '../../functions/identity/provider/provider.ts';
import { cookieKeysOf, pairwiseKeyOf } from '../../functions/identity/provider/provider-keys.ts';
import { clientFinder } from '../../functions/identity/store/clients.ts';
import { agreementReader } from '../../functions/identity/store/consents.ts';
import { personFinder } from '../../functions/identity/store/known-people.ts';
import { providerAdapter } from '../../functions/identity/store/provider-adapter.ts';
import { type ProviderVisit, providerRecords } from '../../functions/identity/store/provider-records.ts';
import { clientUseCases } from '../../functions/identity/wiring/clients.ts';
import { ownSignInUseCases } from '../../functions/identity/wiring/own-sign-in.ts';
import { logRequest } from '../../functions/shared/middlewares/log.ts';
import type { ApiEvent, ApiLambdaContext, ApiResult } from '../../functions/shared/middlewares/middleware.ts';
import { answerProblems } from '../../functions/shared/middlewares/problems.ts';
import { findRoute } from '../../functions/shared/middlewares/route.ts';
import { api } from '../../functions/shared/pipeline.ts';
import { accountBirth } from '../../functions/shared/store/account-birth.ts';
import { transact } from '../../functions/shared/store/commit.ts';
import { tokenVerifier } from '../../functions/shared/token.ts';
import type { Account, Role } from '../../schemas/account.ts';
import { clients } from '../../schemas/routes/clients.ts';
import { identity } from '../../schemas/routes/identity.ts';
import { identityPages } from '../../schemas/routes/identity-pages.ts';
import { identityProvider } from '../../schemas/routes/identity-provider.ts';
import { client as apiClient } from '../../web/client.ts';
import { lambdaContext } from './api-event.ts';
import { startGateway } from './declared-gateway.ts';
import { startDynamo } from './dynamo-engine.ts';
import { PASSWORD, signInPages } from './sign-in-pages.ts';
import { type Generations, startSigningGenerations } from './signing-generations.ts';
import { siteVisitor } from './site-visitor.ts';

export const AUDIENCE = 'parvis-api';
const KEYRING = JSON.stringify({ k1: 'the text of a secret that is long enough for all' });
const clock = () => new Date();

/**
 * The provider, the pages of sign-in and the API of sessions, consents and clients on a real engine, at an address of this machine: everything but
 * passwords and second factors, which are asked of a port. Time is `Date`, so tests that move it move all of it.
 */
export const startProviderDesk = async () => {
  const [dynamo, keys, gateway] = await Promise.all([startDynamo(), startSigningGenerations(), startGateway({ audience: AUDIENCE })]);
  const { client, tables } = dynamo;
  const { address } = gateway;
  const issuer = `${address}/api/identity`;
  const visit = new AsyncLocalStorage<ProviderVisit>();
  const people = new Map<string, Account>();
  const findClient = clientFinder(client, tables.clients);
  const agreedScopes = agreementReader(client, tables.consents);
  const cookieKeys = cookieKeyring(KEYRING);
  const onward = onwardCookie(sealedCookies(async () => cookieKeys, address));

  const provider = async (generations: Generations) => {
    const answering = answerByProvider(
      openIdProvider(issuer, {
        siteAddress: address,
        audience: AUDIENCE,
        adapter: providerAdapter({
          client,
          table: tables.oidc,
          clock,
          visit: () => visit.getStore(),
          findRecord: providerRecords({ tables, clock, visit: () => visit.getStore() }),
          findClient: async (id) => {
            const found = await findClient(id);
            return found && !found.client.disabledAt ? clientMetadata(found.client, found.secretHash) : undefined;
          },
        }),
        signingKeys: await keys.published(generations),
        cookieKeys: cookieKeysOf(KEYRING),
        pairwiseKey: pairwiseKeyOf(KEYRING),
        findPerson: personFinder(client, tables.accounts),
        agreedScopes,
      }),
      issuer,
      onward,
    );
    return middy<ApiEvent, ApiResult, Error, ApiLambdaContext>()
      .use(logRequest())
      .use(answerProblems(identityProvider))
      .use(findRoute(identityProvider))
      .handler((event, { request: { route, correlationId } }) =>
        visit.run({ agent: event.requestContext.http.userAgent, action: route.audit, correlationId }, () => answering(event)),
      );
  };

  const pages = signInPages({ dynamo, address, people, agreedScopes, findClient, onward });

  const deploy = async (...generations: Generations) => {
    const own = { ...identity, ...clients };
    const environment = {
      OIDC_TABLE: tables.oidc,
      HISTORY_TABLE: tables.history,
      CONSENTS_TABLE: tables.consents,
      CLIENTS_TABLE: tables.clients,
      OUTBOX_TABLE: tables.outbox,
      AUDIT_TABLE: tables.audit,
    };
    const handler = api({
      routes: own,
      useCases: { ...ownSignInUseCases(client, environment), ...clientUseCases(client, environment) },
      verifyToken: tokenVerifier({ issuer, audience: AUDIENCE, jwksAddress: `${issuer}/jwks` }),
      membership: async () => false,
    });
    const asked = await provider(generations);
    gateway.deploy([
      { routes: identityProvider, handler: (event) => asked(event, lambdaContext()) },
      { routes: identityPages, handler: (event) => pages(event, lambdaContext()) },
      { routes: own, handler: (event) => handler(event, lambdaContext()) },
    ]);
  };
  await deploy(1);

  const open = async (role: Role = 'citizen'): Promise<Account> => {
    const account = { ...accountOf(`${randomUUID()}@exemple.fr`, randomUUID, clock()), role };
    await transact(client, accountBirth(tables, account));
    people.set(account.email, account);
    return account;
  };
  const actor = (token: string) => apiClient({ ...identity, ...clients }, { base: `${address}/api`, token: () => token });

  return {
    address,
    issuer,
    tables,
    client,
    deploy,
    open,
    actor,
    /** Somebody in another browser of theirs. */
    async signIn({ email }: Account) {
      const visitor = siteVisitor(address);
      await visitor.signIn(email, PASSWORD);
      return visitor;
    },
    /** Somebody new, signed in to the site in a browser of their own. */
    async signedIn(role?: Role) {
      const account = await open(role);
      const visitor = siteVisitor(address);
      const tokens = await visitor.signIn(account.email, PASSWORD);
      return { account, visitor, tokens, actor: actor(tokens.access_token) };
    },
    stop: () => Promise.all([gateway.stop(), keys.stop(), dynamo.stop()]),
  };
};
export type ProviderDesk = Awaited<ReturnType<typeof startProviderDesk>>;
