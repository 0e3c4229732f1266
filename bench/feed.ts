import { randomUUID } from 'node:crypto';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { memberIdOf } from '../functions/shared/member-id.ts';
import { writeOfAction } from '../functions/shared/store/space-actions.ts';
import { feedOf } from '../functions/spaces/store/feed.ts';
import { AccountId, SpaceId } from '../schemas/account.ts';
import { type DynamoForTests, startDynamo } from '../test/doubles/dynamo-engine.ts';
import { median, type Row, type Scenario } from './scenario.ts';

const ACTIONS = 10_000;
const PAGE = 50;
const WRITTEN_TOGETHER = 25;
const MEASURES = 15;

const fill = async ({ client, tables }: DynamoForTests, spaceId: SpaceId, people: AccountId[]): Promise<void> => {
  const begun = Date.UTC(2026, 0, 1);
  for (let start = 0; start < ACTIONS; start += WRITTEN_TOGETHER) {
    const requests = Array.from({ length: WRITTEN_TOGETHER }, (_, place) => {
      const number = start + place;
      const accountId = people[number % people.length] as AccountId;
      const kind = number % 5 === 0 ? 'document.deleted' : 'document.added';
      const at = new Date(begun + number * 1000);
      const { Put } = writeOfAction(tables.actions, { spaceId, kind, by: { accountId }, at, object: { name: `Document ${number}` } });
      return { PutRequest: { Item: Put?.Item } };
    });
    await client.send(new BatchWriteCommand({ RequestItems: { [tables.actions]: requests } }));
  }
};

interface Reading {
  requests: number;
  units: number;
  /** A median: the engine shares the machine. */
  milliseconds: number;
}

/** Counts what a client asks of its tables. */
const countOf = ({ client }: DynamoForTests) => {
  const count = { requests: 0, units: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answered = await next(args);
      count.requests += 1;
      count.units += (answered.output as { ConsumedCapacity?: { CapacityUnits?: number } }).ConsumedCapacity?.CapacityUnits ?? Number.NaN;
      return answered;
    },
    { step: 'initialize', priority: 'high' },
  );
  return async (read: () => Promise<unknown>): Promise<Reading> => {
    Object.assign(count, { requests: 0, units: 0 });
    const times: number[] = [];
    for (let measure = 0; measure < MEASURES; measure++) {
      const begun = performance.now();
      await read();
      times.push(performance.now() - begun);
    }
    return { requests: count.requests / MEASURES, units: count.units / MEASURES, milliseconds: median(times) };
  };
};

/** A page costs no more at the end of the feed than at its beginning. */
const rowsOf = (what: string, first: Reading, last: Reading): Row[] => [
  { what: `${what}: requests`, value: last.requests, unit: 'requests', mark: { of: 'value', most: 1 } },
  {
    what: `${what}: read`,
    value: last.units,
    unit: 'units',
    bare: first.units,
    ratio: last.units / first.units,
    mark: { of: 'ratio', most: 1 },
  },
  { what, value: last.milliseconds, unit: 'ms', bare: first.milliseconds, ratio: last.milliseconds / first.milliseconds },
];

const run = async (): Promise<Row[]> => {
  const dynamo = await startDynamo();
  try {
    const spaceId = SpaceId.parse(randomUUID());
    const people = Array.from({ length: 20 }, () => AccountId.parse(randomUUID()));
    await fill(dynamo, spaceId, people);
    const feed = feedOf(dynamo.client, dynamo.tables.actions);
    const measured = countOf(dynamo);
    const memberId = memberIdOf(spaceId, people[0] as AccountId);
    const rows: Row[] = [];
    for (const [name, query] of [
      ['everything', {}],
      ['one kind', { kind: 'document.deleted' as const }],
      ['one person', { memberId }],
    ] as const) {
      const page = (cursor?: string) => feed.page(spaceId, { ...query, limit: PAGE, cursor });
      let [cursor, pages]: [string | undefined, number] = [undefined, 0];
      for (let next: string | null = ''; next !== null; pages++) {
        if (next !== '') cursor = next;
        next = (await page(cursor)).next;
      }
      rows.push(
        ...rowsOf(`${name}, last of ${pages} pages against the first`, await measured(() => page()), await measured(() => page(cursor))),
      );
    }
    return rows;
  } finally {
    await dynamo.stop();
  }
};

export const scenario: Scenario = { title: `the feed of a space with ${ACTIONS.toLocaleString('en')} actions, ${PAGE} a page`, run };
