import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Import, type ImportId } from '../../../schemas/import.ts';
import type { Commit, Write } from '../../shared/store/commit.ts';
import { held } from '../../shared/store/commit.ts';
import { queryPage } from '../../shared/store/query-page.ts';
import { afterStep } from '../rules/after-step.ts';
import { fetchedKey, fetchedOf, importItem, importKey, importOf, LIST, lineItem, lineOf, linePrefix } from './import-item.ts';
import type { ImportStore } from './import-store.ts';
import { packEdits, repeatedEditsKey, unpackEdits } from './repeated-edits.ts';

const PackedEdits = z.instanceof(Uint8Array);

/** Changes an import that still stands at `condition`. */
const change = (
  TableName: string,
  id: ImportId,
  set: Record<string, unknown>,
  condition: { text: string; names: Record<string, string>; values: Record<string, unknown> },
): Write => ({
  Update: {
    TableName,
    Key: importKey(id),
    UpdateExpression: `SET ${Object.keys(set)
      .map((name) => `#${name} = :${name}`)
      .join(', ')}`,
    ConditionExpression: condition.text,
    ExpressionAttributeNames: { ...condition.names, ...Object.fromEntries(Object.keys(set).map((name) => [`#${name}`, name])) },
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
      ...condition.values,
    },
  },
});

const standsAt = ({ state, progress }: Import) => ({
  text: '#state = :wasState AND #progress.#done = :wasDone',
  names: { '#state': 'state', '#progress': 'progress', '#done': 'done' },
  values: { ':wasState': state, ':wasDone': progress.done },
});

export const importStore = (client: DynamoDBDocumentClient, table: string, commit: Commit): ImportStore => {
  const transition = (write: Write, lines: Write[] = []) => held(commit({ writes: [write, ...lines] }));
  const find = async (key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;
  return {
    create: (created, trail) =>
      commit({
        writes: [{ Put: { TableName: table, Item: importItem(created), ConditionExpression: 'attribute_not_exists(pk)' } }],
        trail,
        about: { importId: created.id },
      }),
    find: async (id) => {
      const item = await find(importKey(id));
      return item && importOf(item);
    },
    list: async ({ limit, cursor }) => {
      const { items, next } = await queryPage(
        client,
        {
          TableName: table,
          IndexName: 'byDate',
          KeyConditionExpression: 'listPk = :list',
          ExpressionAttributeValues: { ':list': LIST },
          ScanIndexForward: false,
        },
        { limit, cursor, shape: { partition: { listPk: LIST }, begins: { listSk: '', pk: '', sk: '' } } },
      );
      return { items: items.map((item) => Import.parse(item)), next };
    },
    readReport: async (id, { outcome, limit, cursor }) => {
      const { items, next } = await queryPage(
        client,
        {
          TableName: table,
          KeyConditionExpression: 'pk = :import AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':import': id, ':prefix': linePrefix(outcome) },
        },
        { limit, cursor, shape: { partition: { pk: id }, begins: { sk: linePrefix(outcome) } } },
      );
      return { items: items.map(lineOf), next };
    },
    begin: (id, { archiveTag, total, toRemove, repeated }) =>
      transition(
        change(
          table,
          id,
          { state: 'running', archiveTag, toRemove, progress: { done: 0, total } },
          { text: '#state = :waiting', names: { '#state': 'state' }, values: { ':waiting': 'waiting' } },
        ),
        [{ Put: { TableName: table, Item: { ...repeatedEditsKey(id), edits: packEdits(repeated) } } }],
      ),
    readRepeated: async (id) => {
      const item = await find(repeatedEditsKey(id));
      return item ? unpackEdits(PackedEdits.parse(item['edits'])) : [];
    },
    refuse: (read, refusal, endedAt) => transition(change(table, read.id, { state: 'refused', refusal, endedAt }, standsAt(read))),
    advance: (read, step) => {
      const { state, progress, counts, endedAt } = afterStep(read, step);
      return transition(
        change(table, read.id, { state, progress, counts, endedAt }, standsAt(read)),
        step.lines.map((placed) => ({ Put: { TableName: table, Item: lineItem(read.id, placed) } })),
      );
    },
    lastFetched: async (audience) => {
      const item = await find(fetchedKey(audience));
      return item && fetchedOf(item);
    },
    recordFetched: async (archive) => {
      await client.send(new PutCommand({ TableName: table, Item: { ...fetchedKey(archive.audience), ...archive } }));
    },
  };
};
