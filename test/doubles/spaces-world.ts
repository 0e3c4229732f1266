import { randomUUID } from 'node:crypto';
import { onMembershipEnded } from '../../functions/alerts/on-membership-ended.ts';
import { subscriptionStore } from '../../functions/alerts/store/subscriptions.ts';
import { addDocument } from '../../functions/documents/add-document.ts';
import { listDocuments } from '../../functions/documents/list-documents.ts';
import { readDocument } from '../../functions/documents/read-document.ts';
import { documentStore } from '../../functions/documents/store/document-table.ts';
import type { Clock } from '../../functions/shared/clock.ts';
import { api } from '../../functions/shared/pipeline.ts';
import { accountBirth } from '../../functions/shared/store/account-birth.ts';
import { committer } from '../../functions/shared/store/commit.ts';
import { membershipReader } from '../../functions/shared/store/memberships.ts';
import { personReader } from '../../functions/shared/store/person.ts';
import { invitationKeyring, invitationLinks } from '../../functions/spaces/invitation-link.ts';
import { spaceUseCases } from '../../functions/spaces/wiring/use-cases.ts';
import { type Account, AccountId } from '../../schemas/account.ts';
import { documents as documentRoutes } from '../../schemas/routes/documents.ts';
import { invitations } from '../../schemas/routes/invitations.ts';
import { members } from '../../schemas/routes/members.ts';
import { spaces } from '../../schemas/routes/spaces.ts';
import { anAccount } from './accounts.ts';
import { apiEvent, lambdaContext } from './api-event.ts';
import type { DynamoForTests } from './dynamo-engine.ts';

const { addDocument: add, listDocuments: list, readDocument: read } = documentRoutes;
const routes = { ...spaces, ...members, ...invitations, addDocument: add, listDocuments: list, readDocument: read };
type Name = keyof typeof routes;

/** What any of the answers may hold. */
export interface Body {
  type?: string;
  id: string;
  name: string;
  version: number;
  link: string;
  next: string | null;
  items: Body[];
}

export interface Answer {
  status: number;
  body: Body | undefined;
  text: string;
}

export interface Sent {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

const secret = JSON.stringify({ k1: 'a random text of at least thirty-two characters' });

/** The API of spaces and of their documents, on real stores and at any hour: whoever shows an account's id is that account. */
export const spacesWorld = ({ client, tables }: DynamoForTests, clock: Clock) => {
  const commit = committer(client, { outbox: tables.outbox, audit: tables.audit }, clock);
  const membership = membershipReader(client, tables.memberships);
  const documents = documentStore(client, tables, commit);
  const subscriptions = subscriptionStore(client, tables, commit, clock);
  const handler = api({
    routes,
    useCases: {
      ...spaceUseCases({
        client,
        tables,
        commit: async () => commit,
        membership,
        readPerson: personReader(client, tables.accounts),
        links: async () => invitationLinks(async () => invitationKeyring(secret)),
        clock,
        newId: randomUUID,
      }),
      addDocument: addDocument({ documents, clock, newId: randomUUID }),
      listDocuments: listDocuments({ documents }),
      readDocument: readDocument({ documents }),
    },
    verifyToken: async (token) => ({ accountId: AccountId.parse(token), role: 'citizen' }),
    membership,
  });
  return {
    subscriptions,
    endMembership: onMembershipEnded({ store: subscriptions, membership }),
    async open(): Promise<Account> {
      const account = anAccount();
      await commit({ writes: accountBirth(tables, account) });
      return account;
    },
    /** As the gateway would pass it on; the number of the request is taken out of the answer. */
    async call(name: Name, caller: Pick<Account, 'id'> | undefined, { params, query, body }: Sent = {}): Promise<Answer> {
      const { method, path } = routes[name];
      const event = apiEvent({
        route: `${method} ${path}`,
        ...(params && { params }),
        ...(query && { query }),
        body,
        token: caller?.id,
      });
      const { statusCode = 0, body: text = '' } = await handler(event, lambdaContext());
      return { status: statusCode, text, body: text === '' ? undefined : (JSON.parse(text) as Body) };
    },
  };
};
export type SpacesWorld = ReturnType<typeof spacesWorld>;
