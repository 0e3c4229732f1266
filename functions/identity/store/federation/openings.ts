import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Account, EmailAddress } from '../../../../schemas/account.ts';
import { openingAsked } from '../../../../schemas/events/identities.ts';
import { accountOpened } from '../../../../schemas/events/identity.ts';
import type { LinkId } from '../../../../schemas/link.ts';
import { epochSeconds } from '../../../shared/clock.ts';
import type { Trail } from '../../../shared/context.ts';
import { accountBirth } from '../../../shared/store/account-birth.ts';
import { type Commit, ConditionFailed, held, newEvent, type Write } from '../../../shared/store/commit.ts';
import { historyWrite } from '../../../shared/store/history.ts';
import { hashOfToken } from '../../links/link-token.ts';
import { termsPut } from '../credentials.ts';
import { linkWrites } from './link-items.ts';
import { identifiedEvents, linkHistory, newsEvent } from './link-table.ts';
import type { Link } from './links.ts';

/** Somebody whom FranceConnect knows asked for an account, and has not shown yet that the mailbox is theirs. Who they are is not kept. */
export const Opening = z.object({
  subject: z.string(),
  email: EmailAddress,
  termsVersion: z.string(),
  askedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type Opening = z.output<typeof Opening>;

/** Letters to whatever addresses one person may ask for in a day. */
const MOST_A_DAY = 5;
const DAY_SECONDS = 24 * 60 * 60;

const openingKey = (tokenHash: string) => ({ pk: `opening#${tokenHash}`, sk: 'opening' });
const askedKey = (subject: string) => ({ pk: `asked#${createHash('sha256').update(subject).digest('base64url')}`, sk: 'asked' });

/** `gone`: it was used, or has ended. `address-taken` and `taken` as in links. */
export type Opened = 'opened' | 'gone' | 'address-taken' | 'taken';

export interface OpeningStore {
  /** False when the person asked too often today. */
  ask(opening: Opening, { link, token }: { link: LinkId; token: string }, trail: Trail): Promise<boolean>;
  find(tokenHash: string, at: Date): Promise<Opening | undefined>;
  open(birth: { tokenHash: string; opening: Opening; account: Account; link: Link; at: Date }, trail: Trail): Promise<Opened>;
}

export const openingFinder =
  (client: DynamoDBDocumentClient, table: string): OpeningStore['find'] =>
  async (tokenHash, at) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: openingKey(tokenHash), ConsistentRead: true }));
    const opening = Item && Opening.parse(Item);
    return opening && opening.endsAt > at.toISOString() ? opening : undefined;
  };

export type OpeningTables = Record<'identities' | 'accounts' | 'memberships' | 'credentials' | 'history', string>;

const counted = (table: string, { subject, askedAt }: Opening): Write => {
  const now = epochSeconds(new Date(askedAt));
  return {
    Update: {
      TableName: table,
      Key: askedKey(subject),
      UpdateExpression: 'SET #count = if_not_exists(#count, :none) + :one, expiresAt = if_not_exists(expiresAt, :end)',
      ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':none': 0, ':one': 1, ':most': MOST_A_DAY, ':end': now + DAY_SECONDS },
    },
  };
};

export const openingStore = (client: DynamoDBDocumentClient, tables: OpeningTables, commit: Commit): OpeningStore => ({
  ask: (opening, { link, token }, trail) =>
    held(
      commit({
        writes: [
          counted(tables.identities, opening),
          {
            Put: {
              TableName: tables.identities,
              Item: { ...openingKey(hashOfToken(token)), ...opening, expiresAt: epochSeconds(new Date(opening.endsAt)) },
            },
          },
        ],
        events: [newEvent(openingAsked, { link })],
        trail,
        about: { link },
      }),
    ),
  find: openingFinder(client, tables.identities),
  async open({ tokenHash, opening, account, link, at }, trail) {
    const { id: accountId, personalSpaceId } = account;
    const born = accountBirth(tables, account);
    const once: Write = {
      Delete: { TableName: tables.identities, Key: openingKey(tokenHash), ConditionExpression: 'attribute_exists(pk)' },
    };
    try {
      await commit({
        writes: [
          once,
          ...linkWrites(tables.identities, link),
          ...born,
          termsPut(tables.credentials, accountId, { version: opening.termsVersion, acceptedAt: opening.askedAt }),
          historyWrite(tables.history, { accountId, at, kind: 'account-opened', by: { type: 'self' }, what: 'FranceConnect' }),
          linkHistory(tables.history, link, 'data-received', at),
        ],
        events: [newEvent(accountOpened, { accountId, personalSpaceId }), ...identifiedEvents(link, at), newsEvent(link, 'opened')],
        trail: { ...trail, actor: accountId },
        about: { accountId, provider: link.provider },
      });
      return 'opened';
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      if (error.failed.includes(0)) return 'gone';
      return error.failed.includes(1) ? 'taken' : 'address-taken';
    }
  },
});
