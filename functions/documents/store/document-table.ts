import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SpaceId } from '../../../schemas/account.ts';
import type { DocumentId } from '../../../schemas/document.ts';
import { type Commit, ConditionFailed, held, type Write } from '../../shared/store/commit.ts';
import type { DocumentState } from '../rules/document-state.ts';
import type { StorageChange, StorageCount } from '../rules/storage.ts';
import { besideWrite } from './beside-writes.ts';
import { deletedKey, documentItem, documentKey } from './document-item.ts';
import { documentReader } from './document-reader.ts';
import type { DocumentChange, DocumentStore, NoRoom } from './document-store.ts';
import { brokenLimit, storageWrite } from './storage-count.ts';
import { committingTold, type TellingTables } from './telling.ts';

/** Somebody else's change of the same document, or of the count of its space, may come first so often. */
const TURNS = 12;

const isMoved = (change: StorageChange | undefined): change is StorageChange => Object.values(change ?? {}).some((by) => by !== 0);

export interface DocumentTables extends TellingTables {
  documents: string;
}

export const tablesOf = (environment: { DOCUMENTS_TABLE: string; ACTIONS_TABLE: string; MEMBERSHIPS_TABLE: string }): DocumentTables => ({
  documents: environment.DOCUMENTS_TABLE,
  actions: environment.ACTIONS_TABLE,
  memberships: environment.MEMBERSHIPS_TABLE,
});

export const documentStore = (client: DynamoDBDocumentClient, tables: DocumentTables, commit: Commit): DocumentStore => {
  const table = tables.documents;
  const committed = committingTold(tables, commit);
  const reader = documentReader(client, table);

  const first = (read: DocumentState, next: DocumentState | null): Write => {
    const condition = {
      TableName: table,
      ConditionExpression: '#version = :read',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':read': read.version },
    };
    return next
      ? { Put: { ...condition, Item: documentItem(next) } }
      : { Delete: { ...condition, Key: documentKey(read.spaceId, read.id) } };
  };

  /** The document's own write comes first, the count second: which one failed tells what to do. */
  const attempt = async (
    place: { spaceId: SpaceId; documentId: DocumentId },
    write: Write,
    { storage, forced, items = [], ...told }: Omit<DocumentChange, 'next'>,
    more: Write[] = [],
  ): Promise<'done' | 'outdated' | NoRoom> => {
    const { spaceId } = place;
    const counted = isMoved(storage) ? [storageWrite(table, spaceId, storage, forced)] : [];
    const beside = items.map((item) => besideWrite(table, place, item));
    try {
      await committed(place, [write, ...counted, ...more, ...beside], told);
      return 'done';
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      return (
        (counted.length > 0 && error.failed.includes(1) && !error.failed.includes(0) && (await noRoom(spaceId, storage))) || 'outdated'
      );
    }
  };

  const noRoom = async (spaceId: SpaceId, storage: StorageChange = {}): Promise<NoRoom | undefined> => {
    const count: StorageCount = await reader.storage(spaceId);
    const broken = brokenLimit(count, storage);
    return broken && { noRoom: broken, count };
  };

  /** The ends of its uploads outlive a document that was deleted. */
  const wasAdded = async ({ spaceId, id, onTheirWay }: DocumentState): Promise<boolean> => {
    const [upload] = onTheirWay;
    return (await reader.find(spaceId, id)) !== undefined || (upload !== undefined && (await reader.findUpload(upload.id)) !== undefined);
  };

  return {
    ...reader,
    async add(document, { storage, ...change } = {}) {
      const write: Write = { Put: { TableName: table, Item: documentItem(document), ConditionExpression: 'attribute_not_exists(pk)' } };
      const place = { spaceId: document.spaceId, documentId: document.id };
      const counted = { documents: 1, ...storage };
      for (let turn = 1; ; turn++) {
        const result = await attempt(place, write, { ...change, storage: counted });
        if (result === 'done') return undefined;
        if (result !== 'outdated') return result;
        if (await wasAdded(document)) return undefined;
        if (turn === TURNS) throw new Error('a document could not be added: its space was never still');
      }
    },
    async change(spaceId, id, decide) {
      for (let turn = 1; turn <= TURNS; turn++) {
        const read = await reader.find(spaceId, id);
        if (!read) return 'not-found';
        const decided = await decide(read);
        if (!decided) return { document: read };
        const { next, ...change } = decided;
        const versioned = next && { ...next, version: read.version + 1 };
        const result = await attempt({ spaceId, documentId: id }, first(read, versioned), change);
        if (result === 'done') return { document: versioned };
        if (result !== 'outdated') return result;
      }
      throw new Error('a document could not be changed: it was never still');
    },
    async restore(deleted, next, change) {
      const place = { spaceId: deleted.spaceId, documentId: deleted.id };
      const versioned = { ...next, version: deleted.version + 1 };
      const write: Write = {
        Delete: { TableName: table, Key: deletedKey(deleted.spaceId, deleted.id), ConditionExpression: 'attribute_exists(pk)' },
      };
      const back: Write = { Put: { TableName: table, Item: documentItem(versioned), ConditionExpression: 'attribute_not_exists(pk)' } };
      for (let turn = 1; turn <= TURNS; turn++) {
        const result = await attempt(place, write, change, [back]);
        if (result !== 'outdated') return result;
        if (!(await reader.findDeleted(deleted.spaceId, deleted.id))) return 'gone';
      }
      throw new Error('a document could not be had back: its space was never still');
    },
    endKeeping: ({ spaceId, id }, at, told) => {
      const write: Write = {
        Update: {
          TableName: table,
          Key: deletedKey(spaceId, id),
          UpdateExpression: 'SET keptUntil = :at, dueSk = :at',
          ConditionExpression: 'attribute_exists(pk) AND keptUntil > :at',
          ExpressionAttributeValues: { ':at': at },
        },
      };
      return held(committed({ spaceId, documentId: id }, [write], told));
    },
  };
};
