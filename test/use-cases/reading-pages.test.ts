import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../functions/alerts/read-page.ts';
import { shardOf } from '../../functions/alerts/rules/audience.ts';
import { CHUNK } from '../../functions/alerts/rules/chunks.ts';
import { isRead, type PartProgress } from '../../functions/alerts/rules/parts.ts';
import { MOST_LISTS } from '../../functions/alerts/rules/placing.ts';
import type { PageStep } from '../../functions/alerts/store/page-writer.ts';
import type { Way } from '../../functions/alerts/store/subscription-items.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type AlertPreferences, DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { contextOf } from '../doubles/context.ts';
import { preferencesInMemory } from '../doubles/preferences.ts';
import { aFiche, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';

const fiche = aFiche('F265');
const announcement = anAnnouncement({ ...fiche });
/** A Tuesday, in the afternoon of Paris. */
const at = new Date('2026-03-03T13:00:00.000Z');

const MAIL: Way = { channel: 'mail', frequency: 'at-once' };
const SMS: Way = { channel: 'sms', frequency: 'at-once' };
const DAILY: Way = { channel: 'mail', frequency: 'daily' };
const WEEKLY: Way = { channel: 'mail', frequency: 'weekly' };

interface Person {
  ways: Way[];
  preferences?: Partial<AlertPreferences>;
}

const ready = async (people: Person[]) => {
  const audience = subscriptionsInMemory();
  const preferences = preferencesInMemory();
  const ids: AccountId[] = [];
  for (const { ways, preferences: chosen } of people) {
    const accountId = AccountId.parse(randomUUID());
    ids.push(accountId);
    const { trail } = contextOf(accountId);
    const seen = await preferences.find(accountId);
    if (chosen) await preferences.replace(accountId, { seen, wanted: { ...DEFAULT_PREFERENCES, ...chosen }, at }, trail);
    for (const way of ways) await audience.add(aSubscription({ accountId, spaceId: SpaceId.parse(randomUUID()), ...way }, fiche), trail);
  }
  let asked = 0;
  const timesOf: typeof preferences.timesOf = (accountIds) => {
    asked += accountIds.length;
    return preferences.timesOf(accountIds);
  };
  const shards = [...new Set(ids.map(shardOf))].toSorted();
  const start: PartProgress = {
    part: shards[0] ?? '00',
    shards,
    position: 0,
    after: null,
    pages: 0,
    chunks: 0,
    enqueued: 0,
    sent: 0,
    movedAt: at.toISOString(),
    reminders: 0,
  };
  /** All pages of the part, one after the other. */
  const readAll = async (): Promise<PageStep[]> => {
    const pages: PageStep[] = [];
    for (let progress = start; !isRead(progress); ) {
      const page = await readPage({ audience, preferences: { timesOf } }, announcement, progress, at);
      pages.push(page);
      progress = { ...progress, position: page.position, after: page.after };
      if (pages.length > 5000) throw new Error('the reading never ends');
    }
    return pages;
  };
  return { ids, readAll, asked: () => asked };
};

const times = <Thing>(count: number, thing: Thing): Thing[] => Array.from({ length: count }, () => thing);
const toldBy = (pages: PageStep[], channel: 'mail' | 'sms') =>
  pages.flatMap(({ chunks }) => chunks.filter((chunk) => chunk.channel === channel).flatMap(({ people }) => people));
const waiting = (pages: PageStep[]) =>
  pages.flatMap(({ lists }) => lists.flatMap(({ slot, people }) => people.map(({ accountId }) => ({ slot, accountId }))));

describe('reading an audience of many ways', () => {
  it('tells people at once by mail and by SMS, and lists the others for the slot of their digest', async () => {
    const { ids, readAll } = await ready([
      { ways: [MAIL] },
      { ways: [SMS] },
      { ways: [DAILY] },
      { ways: [WEEKLY] },
      { ways: [DAILY], preferences: { zone: 'Pacific/Noumea', hour: 19 } },
      { ways: [WEEKLY], preferences: { weekday: 'sunday', weekend: 'same-day', digestsPaused: true } },
    ]);
    const pages = await readAll();
    expect(toldBy(pages, 'mail').map(({ accountId }) => accountId)).toEqual([ids[0]]);
    expect(toldBy(pages, 'sms').map(({ accountId }) => accountId)).toEqual([ids[1]]);
    const slots = new Map(waiting(pages).map(({ accountId, slot }) => [accountId, slot]));
    expect(ids.slice(2).map((id) => slots.get(id))).toEqual([
      '2026-03-04T07:00Z',
      '2026-03-09T07:00Z',
      '2026-03-04T08:00Z',
      '2026-03-08T07:00Z',
    ]);
    for (const { lists } of pages) {
      for (const list of lists) {
        expect(list.publicationId).toBe(publicationId(announcement));
        expect(list.people.map(({ accountId }) => shardOf(accountId))).toEqual(list.people.map(() => list.shard));
      }
    }
  });

  it('tells somebody who follows from several spaces once, by the most prompt way', async () => {
    const { ids, readAll } = await ready([{ ways: [WEEKLY, DAILY, MAIL] }, { ways: [DAILY, SMS, MAIL] }, { ways: [WEEKLY, DAILY] }]);
    const pages = await readAll();
    expect(toldBy(pages, 'mail').map(({ accountId }) => accountId)).toEqual([ids[0]]);
    expect(toldBy(pages, 'sms').map(({ accountId }) => accountId)).toEqual([ids[1]]);
    expect(waiting(pages)).toEqual([{ accountId: ids[2], slot: '2026-03-04T07:00Z' }]);
  });

  it('asks for the preferences of nobody who is told at once', async () => {
    const { readAll, asked } = await ready([...times(120, { ways: [MAIL] }), ...times(7, { ways: [DAILY] }), { ways: [SMS] }]);
    await readAll();
    expect(asked()).toBe(7);
  });

  it('takes one chunk of people at a time where all are told in the same way', async () => {
    const { readAll } = await ready(times(1230, { ways: [MAIL] }));
    const sizes = (await readAll()).map(({ chunks }) => chunks.length);
    expect(Math.max(...sizes)).toBe(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(Math.ceil(1230 / CHUNK));
  });

  it('goes past somebody who follows from more spaces than a page has room for', async () => {
    const { ids, readAll } = await ready([{ ways: [MAIL] }, { ways: [...times(1100, WEEKLY), DAILY] }, { ways: [MAIL] }]);
    const pages = await readAll();
    expect(waiting(pages)).toEqual([{ accountId: ids[1], slot: '2026-03-04T07:00Z' }]);
    expect(toldBy(pages, 'mail')).toHaveLength(2);
  });

  it('ends a page early when its people want more slots than a transaction holds, and forgets nobody', async () => {
    const zones = ['Europe/Paris', 'Asia/Kathmandu', 'Pacific/Chatham', 'Asia/Kolkata', 'America/St_Johns'];
    const people = Array.from({ length: 120 }, (_, n) => ({ ways: [DAILY], preferences: { zone: zones[n % 5] ?? 'UTC', hour: n % 24 } }));
    const { ids, readAll } = await ready(people);
    const pages = await readAll();
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.max(...pages.map(({ lists }) => lists.length))).toBe(MOST_LISTS);
    expect(
      waiting(pages)
        .map(({ accountId }) => accountId)
        .toSorted(),
    ).toEqual(ids.toSorted());
  });

  it('places everybody exactly once, whatever the mix', async () => {
    const person = fc.record({
      ways: fc.array(fc.constantFrom(MAIL, SMS, DAILY, WEEKLY), { minLength: 1, maxLength: 3 }),
      preferences: fc.record({ hour: fc.integer({ min: 0, max: 23 }), zone: fc.constantFrom('Europe/Paris', 'Asia/Kathmandu') }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(person, { maxLength: 400, size: 'max' }), async (people) => {
        const { ids, readAll } = await ready(people);
        const pages = await readAll();
        const placed = [...toldBy(pages, 'mail'), ...toldBy(pages, 'sms'), ...waiting(pages)].map(({ accountId }) => accountId);
        expect(placed.toSorted()).toEqual(ids.toSorted());
      }),
      { numRuns: 20 },
    );
  });
});
