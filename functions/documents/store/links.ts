import { createHash } from 'node:crypto';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../../../schemas/account.ts';
import { DocumentId, FileId } from '../../../schemas/document.ts';
import { WalletArchiveId } from '../../../schemas/wallet-archive.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Commit } from '../../shared/store/commit.ts';
import type { Told } from './document-store.ts';
import { committingTold, type TellingTables } from './telling.ts';

const OfSomebody = z.object({ spaceId: SpaceId, accountId: AccountId, until: z.string() });

/** What a link leads to, and for whom. */
export const Link = z.union([
  z.extend(OfSomebody, { what: z.enum(['file', 'preview']), documentId: DocumentId, fileId: FileId }),
  z.extend(OfSomebody, { what: z.literal('archive'), archiveId: WalletArchiveId }),
]);
export type Link = z.output<typeof Link>;

/** Links by the hash of their token: whoever reads the table opens none. */
export interface LinkStore {
  keep(token: string, link: Link, told: Told): Promise<void>;
  find(token: string): Promise<Link | undefined>;
}

const linkKey = (token: string) => ({ pk: `link#${createHash('sha256').update(token).digest('hex')}`, sk: 'link' });

export const linkStore = (
  client: DynamoDBDocumentClient,
  { documents: table, ...tables }: TellingTables & { documents: string },
  commit: Commit,
): LinkStore => ({
  keep(token, link, told) {
    const about: Record<string, string> =
      link.what === 'archive' ? { archiveId: link.archiveId } : { documentId: link.documentId, fileId: link.fileId };
    const item = { ...linkKey(token), ...link, expiresAt: epochSeconds(new Date(link.until)) };
    return committingTold(tables, commit)({ spaceId: link.spaceId, ...about }, [{ Put: { TableName: table, Item: item } }], told);
  },
  async find(token) {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: linkKey(token), ConsistentRead: true }));
    return Item && Link.parse(Item);
  },
});
