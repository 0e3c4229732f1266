import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endWhenComplete } from '../../functions/alerts/end-publication.ts';
import type { ChunkMessage, PartMessage } from '../../functions/alerts/messages.ts';
import { onFicheDeclaredSignificant } from '../../functions/alerts/on-fiche-declared-significant.ts';
import { pageAudience } from '../../functions/alerts/page-audience.ts';
import { reconcile } from '../../functions/alerts/reconcile.ts';
import { CHUNK } from '../../functions/alerts/rules/chunks.ts';
import type { Slot } from '../../schemas/digest.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { preferencesInMemory } from '../doubles/preferences.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

const fiche = aFiche('F265');
const announcement = anAnnouncement({ ...fiche });
const id = publicationId(announcement);
const trail = { actor: 'public', action: 'test', correlationId: 'test' } as const;

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

const ready = async (followers: number) => {
  const stores = publicationsInMemory();
  const audience = subscriptionsInMemory();
  const announced: Slot[] = [];
  const people = Array.from({ length: followers }, aPerson);
  for (const person of people) await audience.add(aSubscription(person, fiche), trail);
  let now = new Date('2026-03-02T08:00:00.000Z');
  const parts: PartMessage[] = [];
  const chunks: ChunkMessage[] = [];
  const clock = () => now;
  const shared = {
    ...stores,
    audience,
    clock,
    preferences: preferencesInMemory(),
    digests: { announce: async (slots: Slot[]) => void announced.push(...slots) },
    sendParts: async (messages: PartMessage[]) => void parts.push(...messages),
    sendChunks: async (messages: ChunkMessage[]) => void chunks.push(...messages),
    endWhenComplete: endWhenComplete({ ...stores, clock }),
  };
  /** Fewer than 5000 people are one part, named after the first shard that somebody is in. */
  const part = async () => (await stores.parts.list(id))[0]?.part ?? '00';
  return {
    ...stores,
    audience,
    people,
    part,
    sentParts: () => parts.splice(0),
    sentChunks: () => chunks.splice(0),
    wait: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    plan: () => onFicheDeclaredSignificant({ ...shared, coolDown: 0 })(announcement),
    page: async (timeLeft = 60_000) => pageAudience(shared)({ publicationId: id, part: await part() }, () => timeLeft),
    reconcile: reconcile({ ...shared, queuesOf: () => shared }),
    ledger: () => stores.readLedger(id),
    settle: async (chunk: number) => {
      const reservation = await stores.chunks.reserve(
        { publicationId: id, part: await part(), chunk },
        now,
        new Date(now.getTime() + 25_000),
      );
      if (typeof reservation === 'string') throw new Error(reservation);
      await stores.chunks.settle(reservation, { accepted: reservation.pending.map(({ position }) => position), failed: [], left: [] }, now);
    },
  };
};

/** Three chunks. */
const SOME = 2 * CHUNK + 20;

describe('planning an alert', () => {
  it('calls its parts, and only those that are not done when it is told again', async () => {
    const { plan, page, part, sentParts, settle } = await ready(SOME);
    await plan();
    expect(sentParts()).toEqual([{ publicationId: id, part: await part() }]);
    await plan();
    expect(sentParts()).toHaveLength(1);
    await page();
    for (const chunk of [0, 1, 2]) await settle(chunk);
    await plan();
    expect(sentParts()).toEqual([]);
  });

  it('is done at once when nobody follows the fiche', async () => {
    const { plan, sentParts, ledger } = await ready(0);
    await plan();
    expect(sentParts()).toEqual([]);
    expect(await ledger()).toMatchObject({ state: 'done', expected: 0 });
  });
});

describe('reading the audience', () => {
  it('writes chunks, then sends their messages', async () => {
    const { plan, page, part, sentChunks, ledger, parts } = await ready(SOME);
    await plan();
    await page();
    expect(sentChunks().map(({ chunk }) => chunk)).toEqual([0, 1, 2]);
    expect(await ledger()).toMatchObject({ state: 'sending', expected: SOME });
    expect(await parts.find(id, await part())).toMatchObject({ chunks: 3, enqueued: 3 });
  });

  it('does nothing more when it is told again', async () => {
    const { plan, page, sentChunks, ledger } = await ready(SOME);
    await plan();
    await page();
    sentChunks();
    await page();
    expect(sentChunks()).toEqual([]);
    expect(await ledger()).toMatchObject({ expected: SOME });
  });

  it('ends the publication when everybody left before they were read', async () => {
    const { plan, page, audience, people, ledger, sentChunks } = await ready(3);
    await plan();
    for (const person of people) await audience.end({ ...person, ficheKey: 'particuliers#F265' }, trail);
    await page();
    expect(sentChunks()).toEqual([]);
    expect(await ledger()).toMatchObject({ state: 'done', expected: 0 });
  });

  it('hands over to itself without reading when there is no time left', async () => {
    const { plan, page, part, sentParts, sentChunks } = await ready(SOME);
    await plan();
    sentParts();
    await page(3_000);
    expect(sentParts()).toEqual([{ publicationId: id, part: await part() }]);
    expect(sentChunks()).toEqual([]);
  });

  it('fails for a publication that is not there', async () => {
    await expect((await ready(1)).page()).rejects.toThrow('not there');
  });
});

describe('the reconciler', () => {
  it('leaves alone what still moves', async () => {
    const { plan, page, sentParts, sentChunks, reconcile: run, wait } = await ready(SOME);
    await plan();
    await page();
    sentParts();
    sentChunks();
    wait(3);
    await run();
    expect(sentParts()).toEqual([]);
    expect(sentChunks()).toEqual([]);
  });

  it('calls a part that nobody reads, and then waits longer each time', async () => {
    const { plan, sentParts, reconcile: run, wait } = await ready(SOME);
    await plan();
    sentParts();
    const calls: number[] = [];
    for (let minute = 0; minute < 60; minute += 5) {
      wait(5);
      await run();
      if (sentParts().length > 0) calls.push(minute + 5);
    }
    expect(calls).toEqual([5, 15, 35]);
  });

  it('calls the chunks that are not sent, and no others', async () => {
    const { plan, page, sentParts, sentChunks, reconcile: run, wait, settle } = await ready(SOME);
    await plan();
    await page();
    await settle(1);
    sentParts();
    sentChunks();
    wait(5);
    await run();
    expect(sentParts()).toEqual([]);
    expect(sentChunks().map(({ chunk }) => chunk)).toEqual([0, 2]);
  });

  it('tells an end that nobody told', async () => {
    const { plan, page, reconcile: run, settle, ledger } = await ready(SOME);
    await plan();
    await page();
    for (const chunk of [0, 1, 2]) await settle(chunk);
    expect(await ledger()).toMatchObject({ state: 'sending', accepted: SOME });
    await run();
    expect(await ledger()).toMatchObject({ state: 'done', accepted: SOME });
  });
});
