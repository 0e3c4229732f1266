import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { volumeCounter, volumeReader } from '../../functions/alerts/store/volumes.ts';
import { sendingControl, sendingControlKeeper, unhindered } from '../../functions/shared/store/sending-control.ts';
import { AccountId } from '../../schemas/account.ts';
import type { SendingControl } from '../../schemas/sending.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

let dynamo: DynamoForTests;
let table: string;
beforeAll(async () => {
  dynamo = await startDynamo();
  table = dynamo.tables.sending;
});
afterAll(() => dynamo.stop());

const stopped: SendingControl = {
  factor: 0,
  reason: 'bounces',
  since: '2026-03-02T08:00:00.000Z',
  countedFrom: '2026-03-02T09:00:00.000Z',
};

describe('whether mails may go out', () => {
  it('they may as long as nobody said otherwise; a decision holds at once, and one of two at the same time', async () => {
    const read = sendingControl(dynamo.client, table);
    const keep = sendingControlKeeper(table, dynamo.commit);
    expect(await read()).toBe(unhindered);
    const other: SendingControl = { ...stopped, reason: 'administrator' };
    const both = await Promise.all([keep(unhindered, stopped), keep(unhindered, other)]);
    expect(both.toSorted()).toEqual([false, true]);
    const kept = await read();
    expect(kept.factor).toBe(0);
    const actor = AccountId.parse(randomUUID());
    expect(await keep({ ...kept, since: '2020-01-01T00:00:00.000Z' }, unhindered)).toBe(false);
    expect(
      await keep(kept, { ...unhindered, since: '2026-03-02T10:00:00.000Z' }, { actor, action: 'sending.ordered', correlationId: 'r' }),
    ).toBe(true);
    expect(await read()).toMatchObject({ factor: 1 });
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.audit }));
    expect(Items.filter(({ pk }) => pk === actor)).toMatchObject([{ action: 'sending.ordered', about: { factor: 1 } }]);
  });
});

describe('the figures of each hour', () => {
  const count = (hour: string, sent: number, bounced = 0, complained = 0) =>
    volumeCounter(dynamo.client, table)({ sent, bounced, complained }, new Date(`2026-03-02T${hour}Z`));

  beforeEach(async () => {
    await Promise.all([count('08:10:00', 400, 3), count('08:59:59', 100, 0, 1), count('09:00:00', 6000), count('10:30:00', 7000, 5)]);
  });

  it('add up by the hour, the latest first, as far as it takes to be judged', async () => {
    expect(await volumeReader(dynamo.client, table)()).toEqual([
      { hour: '2026-03-02T10:00:00.000Z', sent: 7000, bounced: 5, complained: 0 },
      { hour: '2026-03-02T09:00:00.000Z', sent: 6000, bounced: 0, complained: 0 },
    ]);
  });
});
