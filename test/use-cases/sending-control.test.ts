import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orderSending } from '../../functions/alerts/order-sending.ts';
import { readSending } from '../../functions/alerts/read-sending.ts';
import type { HourOfMails } from '../../functions/alerts/rules/reputation.ts';
import { watchReputation } from '../../functions/alerts/watch-reputation.ts';
import type { Trail } from '../../functions/shared/context.ts';
import { unhindered } from '../../functions/shared/store/sending-control.ts';
import { AccountId } from '../../schemas/account.ts';
import type { SendingControl } from '../../schemas/sending.ts';
import { contextOf, readerContextOf } from '../doubles/context.ts';
import { keepLogLines } from '../doubles/log-lines.ts';

const HOUR = 60 * 60 * 1000;
const administrator = AccountId.parse(randomUUID());
const bad: HourOfMails = { hour: '2026-03-02T07:00:00.000Z', sent: 10_000, bounced: 900, complained: 0 };

let log: ReturnType<typeof keepLogLines>;
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const given = (hours: HourOfMails[] = []) => {
  let control = unhindered;
  let now = Date.UTC(2026, 2, 2, 8, 20);
  let rival: SendingControl | undefined;
  const trails: (Trail | undefined)[] = [];
  const dependencies = {
    readControl: async () => control,
    keepControl: async (before: SendingControl, next: SendingControl, trail?: Trail) => {
      if (rival) [control, rival] = [rival, undefined];
      if (before !== control) return false;
      control = next;
      trails.push(trail);
      return true;
    },
    readVolumes: async () => hours,
    clock: () => new Date(now),
  };
  return {
    trails,
    hours,
    wait: (hoursLater: number) => {
      now += hoursLater * HOUR;
    },
    rival: (other: SendingControl) => {
      rival = other;
    },
    watch: watchReputation(dependencies),
    read: () => readSending(dependencies)({}, readerContextOf(administrator, 'administrator')),
    order: (order: 'stopped' | 'automatic') => orderSending(dependencies)({ body: { order } }, contextOf(administrator, 'administrator')),
    codes: () => log.lines().map(({ message }) => message),
  };
};

describe('watching our reputation', () => {
  it('stops the mails, says so at each run for as long, and takes them up again by itself', async () => {
    const { watch, read, wait, codes, hours } = given([bad]);
    await watch();
    await watch();
    expect(await read()).toMatchObject({ factor: 0, reason: 'bounces', explanation: expect.stringContaining('rien n’est perdu') });
    wait(6);
    await watch();
    expect(await read()).toMatchObject({ factor: 0.25, reason: 'trial', judgedBy: { sent: 0 } });
    hours.push({ hour: '2026-03-02T14:00:00.000Z', sent: 4000, bounced: 4, complained: 0 });
    await watch();
    expect(await read()).toMatchObject({ factor: 1, judgedBy: { sent: 4000, bounced: 4 } });
    await watch();
    expect(codes()).toEqual(['sending.stopped', 'sending.stopped', 'sending.slowed', 'sending.resumed']);
  });

  it('writes nothing while nothing changes', async () => {
    const { watch, trails, codes } = given([{ ...bad, bounced: 10 }]);
    await watch();
    expect([trails, codes()]).toEqual([[], []]);
  });

  it('lets an order stand that came in between', async () => {
    const { watch, read, rival } = given([bad]);
    const ordered: SendingControl = { ...unhindered, factor: 0, reason: 'administrator', since: '2026-03-02T08:19:00.000Z' };
    rival(ordered);
    await watch();
    expect(await read()).toMatchObject({ factor: 0, reason: 'administrator', since: ordered.since });
  });
});

describe('an administrator', () => {
  it('reads that all is well, and by which figures', async () => {
    expect(await given([{ ...bad, bounced: 10 }]).read()).toMatchObject({
      factor: 1,
      reason: 'healthy',
      explanation: 'Les courriels partent normalement.',
      judgedBy: { sent: 10_000, bounced: 10, complained: 0 },
    });
  });

  it('stops all mails, and only an administrator lifts that', async () => {
    const { order, watch, read, wait, trails } = given();
    expect(await order('stopped')).toMatchObject({ factor: 0, reason: 'administrator' });
    wait(1000);
    await watch();
    expect((await read()).factor).toBe(0);
    expect(await order('automatic')).toMatchObject({ factor: 1, reason: 'healthy' });
    expect(trails.map((trail) => trail?.actor)).toEqual([administrator, administrator]);
  });

  it('lifts a stop of the rule, which does not come back for the same mails', async () => {
    const { order, watch, read } = given([bad]);
    await watch();
    await order('automatic');
    await watch();
    expect(await read()).toMatchObject({ factor: 1, judgedBy: { sent: 0 } });
  });

  it('has the last word over a decision that came in between', async () => {
    const { order, rival, read } = given();
    rival({ ...unhindered, factor: 0.25, reason: 'bounces', since: '2026-03-02T08:19:00.000Z' });
    await order('stopped');
    expect(await read()).toMatchObject({ factor: 0, reason: 'administrator' });
  });
});
