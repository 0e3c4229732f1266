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
/** A page costs no more at the end of the feed than at its beginning, but for what a busy machine adds. */
const MOST = 2;

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

/** Milliseconds of a page that starts at a cursor; a median, since the engine shares the machine. */
const timeOf = async (read: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let measure = 0; measure < MEASURES; measure++) {
    const begun = performance.now();
    await read();
    times.push(performance.now() - begun);
  }
  return median(times);
};

const run = async (): Promise<Row[]> => {
  const dynamo = await startDynamo();
  try {
    const spaceId = SpaceId.parse(randomUUID());
    const people = Array.from({ length: 20 }, () => AccountId.parse(randomUUID()));
    await fill(dynamo, spaceId, people);
    const feed = feedOf(dynamo.client, dynamo.tables.actions);
    let requests = 0;
    dynamo.client.middlewareStack.add(
      (next) => (args) => {
        requests += 1;
        return next(args);
      },
      {},
    );
    const memberId = memberIdOf(spaceId, people[0] as AccountId);
    const rows: Row[] = [];
    for (const [what, query] of [
      ['everything', {}],
      ['one kind', { kind: 'document.deleted' as const }],
      ['one person', { memberId }],
    ] as const) {
      const first = await timeOf(() => feed.page(spaceId, { ...query, limit: PAGE }));
      let [cursor, pages]: [string | undefined, number] = [undefined, 0];
      for (let next: string | null = ''; next !== null; pages++) {
        if (next !== '') cursor = next;
        next = (await feed.page(spaceId, { ...query, limit: PAGE, cursor })).next;
      }
      requests = 0;
      const last = await timeOf(() => feed.page(spaceId, { ...query, limit: PAGE, cursor }));
      rows.push(
        {
          what: `${what}: last of ${pages} pages`,
          value: last,
          unit: 'ms',
          bare: first,
          ratio: last / first,
          mark: { of: 'ratio', most: MOST },
        },
        { what: `${what}: requests a page`, value: requests / MEASURES, unit: 'requests', mark: { of: 'value', most: 1 } },
      );
    }
    return rows;
  } finally {
    await dynamo.stop();
  }
};

export const scenario: Scenario = { title: `the feed of a space with ${ACTIONS.toLocaleString('en')} actions, ${PAGE} a page`, run };
