import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { accountIdentified, identityLinkChanged, identityUnlinked } from '../../../../schemas/events/identities.ts';
import { type IdentityNews, StateProvider, stateProviderNames } from '../../../../schemas/federation.ts';
import type { HistoryKind } from '../../../../schemas/history.ts';
import type { Trail } from '../../../shared/context.ts';
import { type Commit, ConditionFailed, held, newEvent, type Write } from '../../../shared/store/commit.ts';
import { historyWrite } from '../../../shared/store/history.ts';
import { linkKey, linkOf, linkWrites, retellWrite, StoredSubject, subjectKey, unlinkWrites } from './link-items.ts';
import type { Link, LinkStore } from './links.ts';

export interface LinkTables {
  identities: string;
  credentials: string;
  history: string;
}

/** What FranceConnect tells, as the owner reads it in their history. */
const TOLD = 'Nom, prénoms, date et lieu de naissance, sexe';

/** What the owner will read. */
export const linkHistory = (table: string, link: Pick<Link, 'accountId' | 'provider'>, kind: HistoryKind, at: Date): Write => {
  const name = stateProviderNames[link.provider];
  return kind === 'data-received'
    ? historyWrite(table, { accountId: link.accountId, at, kind, by: { type: 'identity-provider', name }, what: TOLD })
    : historyWrite(table, { accountId: link.accountId, at, kind, by: { type: 'self' }, what: name });
};

/** Of an identity that stands in the table since the same transaction. */
export const identifiedEvents = ({ accountId, identity }: Link, at: Date) =>
  identity ? [newEvent(accountIdentified, { accountId, at: at.toISOString() })] : [];

/** For the letter to the owner. */
export const newsEvent = ({ accountId, provider }: Pick<Link, 'accountId' | 'provider'>, news: IdentityNews) =>
  newEvent(identityLinkChanged, { accountId, provider, news });

export const linkStore = (client: DynamoDBDocumentClient, tables: LinkTables, commit: Commit): LinkStore => {
  const table = tables.identities;
  const about = ({ accountId, provider }: Link) => ({ accountId, provider });
  const by = (link: Link, trail: Trail): Trail => ({ ...trail, actor: link.accountId });
  return {
    async accountOf(provider, subject) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: subjectKey(provider, subject), ConsistentRead: true }));
      return Item && StoredSubject.parse(Item).accountId;
    },
    async find(accountId, provider) {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: linkKey(accountId, provider), ConsistentRead: true }));
      return Item && linkOf(accountId, provider, Item);
    },
    async list(accountId) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :account',
          ExpressionAttributeValues: { ':account': accountId },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => linkOf(accountId, StateProvider.parse(item['sk']), item));
    },
    async link(asked, at, trail) {
      const link = { ...asked, linkedAt: at.toISOString(), version: 1 };
      try {
        await commit({
          writes: [
            ...linkWrites(table, link),
            linkHistory(tables.history, link, 'identity-linked', at),
            ...(link.identity ? [linkHistory(tables.history, link, 'data-received', at)] : []),
          ],
          events: [...identifiedEvents(link, at), newsEvent(link, 'linked')],
          trail: by(link, trail),
          about: about(link),
        });
        return 'linked';
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
        return error.failed.includes(0) ? 'taken' : 'linked-already';
      }
    },
    retell(link, identity, at, trail) {
      const next = { ...link, identity, version: link.version + 1 };
      return held(
        commit({
          writes: [retellWrite(table, link, next), linkHistory(tables.history, link, 'data-received', at)],
          events: identifiedEvents(next, at),
          trail: by(link, trail),
          about: about(link),
        }),
      );
    },
    unlink: (link, at, trail) =>
      held(
        commit({
          writes: [
            ...unlinkWrites(table, link),
            {
              ConditionCheck: {
                TableName: tables.credentials,
                Key: { pk: link.accountId, sk: 'password' },
                ConditionExpression: 'attribute_exists(#hash)',
                ExpressionAttributeNames: { '#hash': 'hash' },
              },
            },
            linkHistory(tables.history, link, 'identity-unlinked', at),
          ],
          events: [
            ...(link.identity ? [newEvent(identityUnlinked, { accountId: link.accountId, at: at.toISOString() })] : []),
            newsEvent(link, 'unlinked'),
          ],
          trail,
          about: about(link),
        }),
      ),
  };
};
