import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '../../../../schemas/account.ts';
import { accountExportAsked, accountExportReady } from '../../../../schemas/events/leaving.ts';
import type { ExportId, HolderName, Person } from '../../../../schemas/leaving.ts';
import { epochSeconds } from '../../../shared/clock.ts';
import type { Trail } from '../../../shared/context.ts';
import { type Commit, held, newEvent } from '../../../shared/store/commit.ts';
import { historyWrite } from '../../../shared/store/history.ts';
import { AVAILABLE, after, EXPORT_PATIENCE } from '../../rules/leaving.ts';
import { type ExportReader, exportReader, type Requests } from './export-reader.ts';
import { due, exportKey, exportsKey, StoredExport } from './leaving-items.ts';

/** Longer than anything is done with a copy; its owner still sees that there was one. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

/** The copies that people asked for. */
export interface ExportStore extends ExportReader {
  /** Tells every holder in the same commit; false when another copy was asked for since `seen`, and then nothing is written. */
  ask(asked: Person & { exportId: ExportId; seen: Requests; recent: string[]; at: Date }, trail: Trail): Promise<boolean>;
  /** The copy with this part done; undefined when there is no such copy any more. */
  markPart(accountId: AccountId, exportId: ExportId, holder: HolderName): Promise<StoredExport | undefined>;
  /** Told to its owner in the same commit, once. */
  ready(copy: StoredExport, bytes: number, at: Date): Promise<void>;
  /** Asks every holder once more. */
  askAgain(copy: StoredExport, at: Date): Promise<void>;
  noteLinkGiven(copy: StoredExport, at: Date, trail: Trail): Promise<void>;
  remove(accountId: AccountId, exportId: ExportId): Promise<void>;
  forget(accountId: AccountId): Promise<void>;
}

export const exportStore = (client: DynamoDBDocumentClient, tables: { leaving: string; history: string }, commit: Commit): ExportStore => {
  const table = tables.leaving;
  const remove = async (Key: Record<string, unknown>): Promise<void> => {
    await client.send(new DeleteCommand({ TableName: table, Key }));
  };
  const store: ExportStore = {
    ...exportReader(client, table),
    ask: ({ accountId, personalSpaceId, exportId, seen, recent, at }, trail) =>
      held(
        commit({
          writes: [
            {
              Put: {
                TableName: table,
                Item: { ...exportsKey(accountId), askedAt: recent, version: seen.version + 1, expiresAt: epochSeconds(at) + KEPT_SECONDS },
                ConditionExpression: seen.version === 0 ? 'attribute_not_exists(pk)' : 'version = :seen',
                ...(seen.version > 0 && { ExpressionAttributeValues: { ':seen': seen.version } }),
              },
            },
            {
              Put: {
                TableName: table,
                Item: {
                  ...exportKey(accountId, exportId),
                  exportId,
                  personalSpaceId,
                  state: 'preparing',
                  askedAt: at.toISOString(),
                  ...due('export', after(at, EXPORT_PATIENCE), accountId),
                  expiresAt: epochSeconds(at) + KEPT_SECONDS,
                },
              },
            },
            historyWrite(tables.history, { accountId, at, kind: 'export-asked', by: { type: 'self' } }),
          ],
          events: [newEvent(accountExportAsked, { accountId, personalSpaceId, exportId })],
          trail,
          about: { accountId, exportId },
        }),
      ),
    async markPart(accountId, exportId, holder) {
      try {
        const { Attributes } = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: exportKey(accountId, exportId),
            UpdateExpression: 'ADD parts :holder',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeValues: { ':holder': new Set([holder]) },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return StoredExport.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
    async ready({ pk: accountId, exportId }, bytes, at) {
      const availableUntil = after(at, AVAILABLE).toISOString();
      await held(
        commit({
          writes: [
            {
              Update: {
                TableName: table,
                Key: exportKey(accountId, exportId),
                UpdateExpression: 'SET #state = :ready, availableUntil = :until, #bytes = :bytes REMOVE duePk, dueSk',
                ConditionExpression: '#state = :preparing',
                ExpressionAttributeNames: { '#state': 'state', '#bytes': 'bytes' },
                ExpressionAttributeValues: { ':ready': 'ready', ':preparing': 'preparing', ':until': availableUntil, ':bytes': bytes },
              },
            },
            historyWrite(tables.history, { accountId, at, id: exportId, kind: 'export-ready', by: { type: 'parvis' } }),
          ],
          events: [newEvent(accountExportReady, { exportId, accountId, availableUntil })],
        }),
      );
    },
    async askAgain({ pk: accountId, personalSpaceId, exportId }, at) {
      await held(
        commit({
          writes: [
            {
              Update: {
                TableName: table,
                Key: exportKey(accountId, exportId),
                UpdateExpression: 'SET dueSk = :due',
                ConditionExpression: '#state = :preparing',
                ExpressionAttributeNames: { '#state': 'state' },
                ExpressionAttributeValues: {
                  ':due': due('export', after(at, EXPORT_PATIENCE), accountId).dueSk,
                  ':preparing': 'preparing',
                },
              },
            },
          ],
          events: [newEvent(accountExportAsked, { accountId, personalSpaceId, exportId })],
        }),
      );
    },
    async noteLinkGiven({ pk: accountId, exportId }, at, trail) {
      await commit({
        writes: [historyWrite(tables.history, { accountId, at, kind: 'export-downloaded', by: { type: 'self' } })],
        trail,
        about: { accountId, exportId },
      });
    },
    remove: (accountId, exportId) => remove(exportKey(accountId, exportId)),
    forget: (accountId) => remove(exportsKey(accountId)),
  };
  return store;
};
