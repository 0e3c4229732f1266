import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IN_HANDS, openTurns } from '../../functions/alerts/sending/turns.ts';
import { virtualTime } from '../doubles/virtual-time.ts';

const budget = { take: async ({ letters }: { letters: number }) => letters };
const want = { budget, behind: 0, stopAt: Number.POSITIVE_INFINITY };

/** Sends the letters of a chunk one by one or in one call, each 50 ms; recording takes 8 ms. */
const worker = () => {
  const time = virtualTime(0);
  const openTurn = openTurns();
  let unrecorded = 0;
  let most = 0;
  let sent = 0;
  const hold = (letters: number) => {
    unrecorded += letters;
    most = Math.max(most, unrecorded);
  };
  const deliver = async (letters: number, bulk: boolean): Promise<void> => {
    const turn = openTurn(want);
    const call = async (count: number, go: (wanted: number) => Promise<number>) => {
      hold(await go(count));
      await time.sleep(50);
      sent += count;
    };
    await Promise.all(bulk ? [call(letters, turn.alone)] : Array.from({ length: letters }, () => call(1, turn.next)));
    await time.sleep(8);
    unrecorded -= letters;
    turn.close();
  };
  return { time, deliver, most: () => most, sent: () => sent, milliseconds: () => time.clock().getTime() };
};

describe('what a worker has in its hands', () => {
  it('is never more than sixty-four letters unrecorded, whatever chunks come together, and all of them go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ letters: fc.integer({ min: 1, max: 50 }), bulk: fc.boolean() }), { minLength: 1, maxLength: 6 }),
        async (chunks) => {
          const { time, deliver, most, sent } = worker();
          await time.run(Promise.all(chunks.map(({ letters, bulk }) => deliver(letters, bulk))));
          expect(most()).toBeLessThanOrEqual(IN_HANDS);
          expect(sent()).toBe(chunks.reduce((sum, { letters }) => sum + letters, 0));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is sixty-four in flight one by one, and one call of fifty in bulk', async () => {
    const singles = worker();
    await singles.time.run(Promise.all([singles.deliver(50, false), singles.deliver(50, false)]));
    expect(singles.most()).toBe(64);
    const bulk = worker();
    await bulk.time.run(Promise.all([bulk.deliver(50, true), bulk.deliver(10, true)]));
    expect(bulk.most()).toBe(50);
  });

  it('is enough for eight hundred mails a second, at 50 ms each', async () => {
    const { time, deliver, sent, milliseconds } = worker();
    const chunks = Array.from({ length: 40 }, () => 50);
    const next = async (): Promise<void> => {
      for (let chunk = chunks.shift(); chunk; chunk = chunks.shift()) await deliver(chunk, false);
    };
    await time.run(Promise.all([next(), next()]));
    expect((sent() * 1000) / milliseconds()).toBeGreaterThan(800);
  });

  it('is given back when its turn does not come', async () => {
    const openTurn = openTurns();
    const never = openTurn({ ...want, budget: { take: async () => 0 } });
    expect(await never.alone(50)).toBe(0);
    expect(await openTurn(want).alone(50)).toBe(50);
  });

  it('does not stand in its own way when it goes on one by one after a bulk call that sent nothing, though another chunk waits', async () => {
    const openTurn = openTurns();
    const turn = openTurn(want);
    await turn.alone(50);
    const other = openTurn(want);
    const waiting = other.alone(50);
    expect(await Promise.all(Array.from({ length: 50 }, () => turn.next(1)))).toEqual(Array.from({ length: 50 }, () => 1));
    turn.close();
    expect(await waiting).toBe(50);
  });
});
