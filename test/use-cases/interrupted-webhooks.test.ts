import { describe, expect, it } from 'vitest';
import type { Answer } from '../../functions/webhooks/post/https-post.ts';
import { dying, Killed } from '../doubles/dying.ts';
import { aPartner, verifies } from '../doubles/partner.ts';
import { sendingWebhooks } from '../doubles/sending-webhooks.ts';
import { aTrail } from '../doubles/webhooks.ts';

const EVENTS = 6;
const STEPS = ['turns', 'deliveries', 'replays', 'readKeyring', 'post', 'wake'] as const;
const moments = ['before', 'after'] as const;

/** Runs the schedule until nothing is left to send; a dead sender's turn is over after forty seconds. */
const settle = async (system: ReturnType<typeof sendingWebhooks>): Promise<void> => {
  for (let minute = 0; minute < 20; minute++) {
    system.pass(60);
    for (const id of await system.schedule()) await system.send(id);
  }
};

/** One turn whose nth step kills the sender. */
const killedAt = async (
  nth: number,
  moment: (typeof moments)[number],
  prepare?: (system: ReturnType<typeof sendingWebhooks>) => Promise<void>,
) => {
  const answers = (count: number): Answer => ({ status: count === 2 ? 500 : 204, retryAfter: undefined });
  const partner = aPartner(answers);
  const system = sendingWebhooks(partner.post);
  const { id, secret } = await system.partner();
  const ids = await system.happen(id, EVENTS);
  if (prepare) await prepare(system);
  system.pass(1);
  const { kill, seen } = dying({ ...system.dependencies }, nth, moment);
  const end = system.send(id, undefined, kill([...STEPS]));
  await end.catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  return { system, partner, id, secret, ids, seen };
};

describe('a sender that is killed', () => {
  it.each(moments)(
    '%s any of its steps leaves every event to be delivered, and none more than once beyond those under way',
    async (moment) => {
      let killed = 0;
      for (let nth = 1; ; nth++) {
        const { system, partner, id, secret, ids, seen } = await killedAt(nth, moment);
        if (!seen.dead) break;
        killed += 1;
        await settle(system);
        expect(
          system.of(id).map(({ state }) => state),
          `killed ${moment} step ${nth}`,
        ).toEqual(ids.map(() => 'delivered'));
        expect(new Set(partner.ids())).toEqual(new Set(ids));
        // One was refused once; up to four were under way at the kill.
        expect(partner.received.length).toBeLessThanOrEqual(EVENTS + 1 + 4);
        for (const { headers, body } of partner.received) expect(verifies(secret, headers, body)).toBe(true);
      }
      expect(killed).toBeGreaterThan(20);
    },
  );

  it.each(moments)('%s any step of a replay leaves nothing that was asked for behind', async (moment) => {
    const askAgain = async (system: ReturnType<typeof sendingWebhooks>): Promise<void> => {
      const [endpoint] = await system.endpoints.all();
      if (!endpoint) throw new Error('no endpoint');
      system.pass(1);
      await system.send(endpoint.id);
      await settle(system);
      await system.startReplay(endpoint.id, { since: system.at(0), until: system.at(3600), which: 'all' }, aTrail());
    };
    for (let nth = 1; ; nth++) {
      const { system, partner, id, ids, seen } = await killedAt(nth, moment, askAgain);
      await settle(system);
      for (const one of ids) expect(partner.ids().filter((sent) => sent === one).length, `${nth}`).toBeGreaterThanOrEqual(2);
      expect(system.of(id).map(({ state }) => state)).toEqual(ids.map(() => 'delivered'));
      expect(await system.replays.find(id)).toBeUndefined();
      if (!seen.dead) break;
    }
  });
});

describe('calls to senders', () => {
  it('that come twice or late change nothing', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    const ids = await system.happen(id, EVENTS);
    for (let time = 0; time < 3; time++) await system.send(id);
    system.pass(3600);
    await system.send(id);
    expect(partner.ids()).toEqual(ids);
  });

  it('that are lost are made good by the schedule within a minute', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 1);
    system.pass(60);
    expect(await system.schedule()).toEqual([id]);
  });

  it('to an endpoint that was deleted end there', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 1);
    await system.endpoints.remove({ id, version: 1 }, aTrail());
    await system.send(id);
    expect(partner.received).toEqual([]);
    expect(await system.schedule()).toEqual([]);
  });

  it('to one endpoint that fail hold up those to no other', async () => {
    const system = sendingWebhooks(aPartner().post);
    const [one, other] = [await system.partner(), await system.partner()];
    await system.happen(one.id, 1);
    await system.happen(other.id, 1);
    const nextDue = system.deliveries.nextDue;
    system.deliveries.nextDue = (id) => (id === one.id ? Promise.reject(new Error('throttled')) : nextDue(id));
    expect(await system.schedule()).toEqual([other.id]);
    expect(system.logged).toContainEqual(expect.objectContaining({ code: 'webhook.wake-failed', webhookId: one.id }));
  });
});
