import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBudget } from '../../functions/shared/sending/budget.ts';
import { laneStore } from '../../functions/shared/store/lanes.ts';
import { unhindered } from '../../functions/shared/store/sending-control.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const store = () => laneStore(dynamo.client, dynamo.tables.sending);
const lease = (until: number) => ({ until, by: 'normal' as const });

describe('the board of lanes', () => {
  it('is empty at first, and shows what is leased and what is asked for', async () => {
    expect(await store().board()).toEqual({ lanes: new Map(), demands: new Map() });
    expect(await store().lease('normal#00', undefined, lease(1000))).toBe(true);
    expect(await store().lease('urgent#00', undefined, lease(2000))).toBe(true);
    await store().ask('urgent', 5000);
    expect(await store().board()).toEqual({
      lanes: new Map([
        ['normal#00', lease(1000)],
        ['urgent#00', lease(2000)],
      ]),
      demands: new Map([['urgent', 5000]]),
    });
  });

  it('gives a lane to one worker only, however many saw it free', async () => {
    const first = await Promise.all(Array.from({ length: 20 }, (_, n) => store().lease('digest#00', undefined, lease(3000 + n))));
    expect(first.filter(Boolean)).toHaveLength(1);
    const seen = (await store().board()).lanes.get('digest#00');
    const next = await Promise.all(Array.from({ length: 20 }, (_, n) => store().lease('digest#00', seen, lease(9000 + n))));
    expect(next.filter(Boolean)).toHaveLength(1);
  });

  it('gives no more than the quota to workers that lease from it together', async () => {
    const sent: number[] = [];
    const start = Date.now();
    const stopAt = start + 2500;
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const budget = sendBudget({
          lanes: laneStore(dynamo.client, dynamo.tables.sending),
          control: async () => unhindered,
          sendClass: 'normal',
          perSecond: 160,
          clock: () => new Date(),
          sleep,
          random: Math.random,
        });
        while ((await budget.take({ letters: 1, behind: 500, stopAt })) > 0) sent.push(Date.now());
      }),
    );
    const seconds = (Math.max(...sent) - start) / 1000;
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(160 * seconds + 16 + 160 * 0.25);
  });
});
