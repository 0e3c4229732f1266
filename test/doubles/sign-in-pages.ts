import { cancelSignIn } from '../../functions/identity/cancel-sign-in.ts';
import { decideConsent } from '../../functions/identity/decide-consent.ts';
import type { OnwardCookie } from '../../functions/identity/federation/onward.ts';
import type { AgreedScopes } from '../../functions/identity/provider/grants.ts';
import { showConsent } from '../../functions/identity/show-consent.ts';
import { showSignIn } from '../../functions/identity/show-sign-in.ts';
import { showSignedOutPage } from '../../functions/identity/show-signed-out-page.ts';
import { takeProof } from '../../functions/identity/sign-in/take-proof.ts';
import { signIn } from '../../functions/identity/sign-in.ts';
import type { FindClient } from '../../functions/identity/store/clients.ts';
import { signInStore } from '../../functions/identity/store/sign-ins.ts';
import { nobodySignedIn } from '../../functions/shared/gatekeepers.ts';
import { html } from '../../functions/shared/html.ts';
import { api } from '../../functions/shared/pipeline.ts';
import type { Account } from '../../schemas/account.ts';
import { identityPages } from '../../schemas/routes/identity-pages.ts';
import type { DynamoForTests } from './dynamo-engine.ts';

/** What everybody types on these pages. */
export const PASSWORD = 'Vert-pomme-42';
const clock = () => new Date();

interface Surroundings {
  dynamo: DynamoForTests;
  address: string;
  /** By address. */
  people: ReadonlyMap<string, Account>;
  agreedScopes: AgreedScopes;
  findClient: FindClient;
  onward: OnwardCookie;
}

/** The pages of sign-in on a real engine; whose password it is, and that it is enough, is known without any hash. */
export const signInPages = ({ dynamo: { client, tables, commit }, address, people, agreedScopes, findClient, onward }: Surroundings) => {
  const signIns = signInStore(client, tables.oidc, clock);
  const shown = { signIns, ways: async () => ({ state: '' as const, passkey: html`` }) };
  return api({
    routes: identityPages,
    useCases: {
      showSignedOutPage: showSignedOutPage({ offered: ['franceconnect', 'proconnect'], siteAddress: address, onward }),
      showSignIn: showSignIn(shown),
      signIn: signIn({
        ...shown,
        checker: {
          check: async ({ email, password }) => {
            const found = password === PASSWORD ? people.get(email) : undefined;
            return found ? { outcome: 'accepted', accountId: found.id, cookies: [] } : { outcome: 'refused' };
          },
        },
        captcha: { offer: () => Promise.reject(new Error('no captcha here')), check: () => Promise.reject(new Error('no captcha here')) },
        takeProof: takeProof({
          signIns,
          judge: async () => ({ enough: true, acr: 'urn:parvis:acr:1', amr: ['pwd'] }),
          commit,
          historyTable: tables.history,
          clock,
        }),
      }),
      cancelSignIn: cancelSignIn({ signIns, commit }),
      showConsent: showConsent({ signIns, findClient }),
      decideConsent: decideConsent({ signIns, findClient, agreedScopes, commit, tables, clock }),
    },
    ...nobodySignedIn,
    siteAddress: address,
  });
};
