import { describe, expect, it } from 'vitest';
import type { Answer } from '../../functions/webhooks/post/https-post.ts';
import { aPartner } from '../doubles/partner.ts';
import { sendingWebhooks } from '../doubles/sending-webhooks.ts';
import { aTrail } from '../doubles/webhooks.ts';

const ok: Answer = { status: 200, retryAfter: undefined };
const late: Answer = { status: null, failure: 'too-slow' };
const status = (code: number): Answer => ({ status: code, retryAfter: undefined });

describe('a slow or failing partner', () => {
  it('never has more than four posts under way, however many deliveries wait and senders are called', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 40);
    await Promise.all(Array.from({ length: 5 }, () => system.send(id)));
    expect(partner.most()).toBe(4);
    expect(partner.received).toHaveLength(40);
  });

  it('takes one sender’s time and no more: those who are called meanwhile go away at once, and the others are sent to', async () => {
    const system = sendingWebhooks(aPartner().post);
    const [slow, quick] = [await system.partner(), await system.partner()];
    await system.happen(slow.id, 1);
    await system.happen(quick.id, 1);
    let answer: (answer: Answer) => void = () => undefined;
    const hanging = { ...system.dependencies, post: () => new Promise<Answer>((resolve) => (answer = resolve)) };
    const first = system.send(slow.id, undefined, hanging);
    await system.send(slow.id);
    await system.send(quick.id);
    expect(system.of(quick.id)[0]?.state).toBe('delivered');
    expect(system.of(slow.id)[0]?.attempts).toBe(0);
    answer(late);
    await first;
    expect(system.of(slow.id)[0]).toMatchObject({ attempts: 1, last: { failure: 'too-slow' } });
  });

  it('is given up for the moment after four failures in a row, and its other deliveries keep their attempts', async () => {
    const partner = aPartner(() => late);
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 100);
    await system.send(id);
    expect(partner.received).toHaveLength(4);
    expect(system.of(id).filter(({ attempts }) => attempts > 0)).toHaveLength(4);
    expect(await system.endpoints.find(id)).toMatchObject({ failures: 4, restUntil: system.at(5) });
    system.pass(5);
    await system.send(id);
    expect(partner.received).toHaveLength(5);
  });

  it('gets all that waited as soon as one delivery passes', async () => {
    let down = true;
    const partner = aPartner(() => (down ? late : ok));
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 50);
    for (let minute = 0; minute < 60; minute++) {
      if ((await system.schedule()).length > 0) await system.send(id);
      system.pass(60);
    }
    down = false;
    for (let minute = 0; minute < 16; minute++) {
      if ((await system.schedule()).length > 0) await system.send(id);
      system.pass(60);
    }
    expect(system.of(id).filter(({ state }) => state === 'delivered').length).toBeGreaterThanOrEqual(45);
    expect(await system.endpoints.find(id)).toMatchObject({ failures: 0, failingSince: null, restUntil: null });
  });

  it('is handed to the next sender when time runs short, with nothing lost', async () => {
    const partner = aPartner();
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 20);
    let left = 30_000;
    await system.send(id, () => (left -= 9_000));
    expect(partner.received.length).toBeLessThan(20);
    expect(system.calls).toEqual([{ id, seconds: 0 }]);
    await system.send(id);
    expect(new Set(partner.ids()).size).toBe(20);
  });
});

describe('a partner that is lost', () => {
  it('disables an endpoint that answers 410 and says who it was; what happens meanwhile waits, and goes when it is enabled', async () => {
    let gone = true;
    const partner = aPartner(() => (gone ? status(410) : ok));
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    await system.happen(id, 1);
    await system.send(id);
    expect(await system.endpoints.find(id)).toMatchObject({ disabled: { reason: 'gone', at: system.at(0) }, version: 2 });
    expect(system.logged).toContainEqual({ code: 'webhook.disabled', webhookId: id, problem: 'gone' });
    await system.happen(id, 3);
    system.pass(3600);
    expect(await system.schedule()).toEqual([]);
    await system.send(id);
    expect(partner.received).toHaveLength(1);
    gone = false;
    await system.endpoints.setDisabled(id, null, aTrail());
    expect(await system.schedule()).toEqual([id]);
    await system.send(id);
    expect(system.of(id).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered', 'delivered']);
  });

  it('disables an endpoint after five days without one success, and burns no more of what waits for it', async () => {
    const partner = aPartner(() => status(500));
    const system = sendingWebhooks(partner.post);
    const { id } = await system.partner();
    let hours = 0;
    while ((await system.endpoints.find(id))?.disabled === null && hours < 200) {
      await system.happen(id, 1);
      for (let minute = 0; minute < 60; minute += 5) {
        if ((await system.schedule()).length > 0) await system.send(id);
        system.pass(300);
      }
      hours += 1;
    }
    expect((await system.endpoints.find(id))?.disabled?.reason).toBe('failing');
    expect(hours).toBeGreaterThanOrEqual(120);
    expect(hours).toBeLessThan(123);
    expect(system.logged).toContainEqual({ code: 'webhook.disabled', webhookId: id, problem: 'failing' });
    // A rest of a quarter of an hour after each probe: no crowd of deliveries is tried in vain.
    expect(partner.received.length).toBeLessThan(5 * 24 * 4 + 20);
  });
});
