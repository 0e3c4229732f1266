import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeDigests } from '../../functions/alerts/compose-digests.ts';
import { deliverDigests } from '../../functions/alerts/deliver-digests.ts';
import { afterSending, endWhenComplete } from '../../functions/alerts/end-publication.ts';
import { leaveKeyring } from '../../functions/alerts/leave-token.ts';
import type { AlertMail } from '../../functions/alerts/mail/alert-mail.ts';
import type { ChunkMessage, PartMessage } from '../../functions/alerts/messages.ts';
import { pageAudience } from '../../functions/alerts/page-audience.ts';
import { pageDigest } from '../../functions/alerts/page-digest.ts';
import { pauseKeyring } from '../../functions/alerts/pause-token.ts';
import { planDigests } from '../../functions/alerts/plan-digests.ts';
import { rememberAnnouncements } from '../../functions/alerts/remember-announcements.ts';
import { sendChunk } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import { digestId, Slot } from '../../schemas/digest.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { type Announcement, publicationId } from '../../schemas/publication.ts';
import { aContact } from '../doubles/accounts.ts';
import { anAnnouncement } from '../doubles/announcements.ts';
import { digestListsInMemory } from '../doubles/digests-in-memory.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { preferencesInMemory } from '../doubles/preferences.ts';
import { publicationsInMemory } from '../doubles/publications-in-memory.ts';
import { aFiche, aPerson, aSubscription, subscriptionsInMemory } from '../doubles/subscriptions.ts';
import { endlessBudget, oneWorker } from '../doubles/turns.ts';

let log: ReturnType<typeof keepLogLines>;
beforeAll(() => {
  log = keepLogLines();
});
afterAll(() => log.restore());

const SITE = 'https://parvis.example';
const secret = JSON.stringify({ k1: 'a random text of at least thirty-two characters' });
const trail = { actor: 'public', action: '', correlationId: '' } as const;
const [vitale, bourse] = [aFiche('F265'), aFiche('F984')];

/** One person who reads a digest each day at eight in Paris, and all that happens by a clock of its own. */
const oneReader = async (fiches: (typeof vitale)[]) => {
  let now = new Date('2026-11-23T00:00:00.000Z');
  const clock = () => now;
  const stores = publicationsInMemory();
  const lists = digestListsInMemory(stores.lists());
  const audience = subscriptionsInMemory();
  const preferences = preferencesInMemory();
  const person = aPerson();
  for (const fiche of fiches) await audience.add(aSubscription({ ...person, channel: 'mail', frequency: 'daily' }, fiche), trail);
  const mails: AlertMail[] = [];
  const parts: PartMessage[] = [];
  const chunks: ChunkMessage[] = [];
  const shared = {
    ...stores,
    audience,
    preferences,
    lists,
    digests: { ...stores.digests.store, announce: lists.announce },
    pages: stores.digests.pages,
    sendParts: async (messages: PartMessage[]) => void parts.push(...messages),
    sendChunks: async (messages: ChunkMessage[]) => void chunks.push(...messages),
    endWhenComplete: endWhenComplete({ ...stores, clock }),
    clock,
  };
  const endSent = afterSending({ ...shared, ...oneWorker });
  const page = pageAudience(shared);
  const plan = planDigests(shared);
  const pageDigests = pageDigest(shared);
  const deliver = deliverDigests({
    ...shared,
    budget: endlessBudget,
    sendChunk: sendChunk({ chunks: stores.chunks, openTurn: openTurns(), clock }),
    mailer: async ({ letters }) => letters.map(({ mail }) => (mails.push(mail), 'accepted' as const)),
    compose: composeDigests({
      ...shared,
      announcementsOf: rememberAnnouncements(stores.publications),
      accounts: { contactsOf: async (ids) => new Map(ids.map((id) => [id, aContact('lea@exemple.fr')])) },
      leaveKeys: async () => leaveKeyring(secret),
      pauseKeys: async () => pauseKeyring(secret),
      siteAddress: SITE,
      spaceNames: async () => new Map(),
    }),
  });
  return {
    /** Reads the audience of a revision at a time, as the pager of its alert does. */
    async publish(announcement: Announcement, time: string) {
      now = new Date(time);
      const [shard] = await audience.shardCounts(`particuliers#${announcement.ficheId}`);
      if (!shard) throw new Error('nobody follows');
      await stores.publications.create(announcement, [{ part: shard.shard, shards: [shard.shard] }], now);
      await page({ publicationId: publicationId(announcement), part: shard.shard }, () => 60_000);
    },
    /** Runs the digests that are due at a time, and gives the mails that went out by it. */
    async runAt(time: string): Promise<AlertMail[]> {
      now = new Date(time);
      await plan(now);
      for (const message of parts.splice(0)) await pageDigests(message, () => 60_000);
      const sent = chunks.splice(0);
      for (const message of sent) await deliver(message, { timeLeft: () => 9000, behind: () => 0 });
      await endSent(sent);
      return mails.splice(0);
    },
    chooseHour: async (hour: number) => {
      const seen = await preferences.find(person.accountId);
      await preferences.replace(person.accountId, { seen, wanted: { ...DEFAULT_PREFERENCES, hour }, at: now }, trail);
    },
    ledgerOf: (slot: string) => stores.digests.readLedger(digestId(Slot.parse(slot))),
  };
};

/** Faults that others have had: see the issue that asked for digests. */
describe('a digest does not', () => {
  let reader: Awaited<ReturnType<typeof oneReader>>;
  beforeEach(async () => {
    reader = await oneReader([vitale, bourse]);
  });

  it.each(['2026-11-23T06:54:59.000Z', '2026-11-23T06:55:00.000Z', '2026-11-23T06:59:59.999Z', '2026-11-23T07:00:00.000Z'])(
    'lose a change matched around or after the time it ran: %s',
    async (time) => {
      await reader.publish(anAnnouncement({ ...bourse, title: 'Bourse' }), '2026-11-22T20:00:00.000Z');
      if (time < '2026-11-23T07') await reader.publish(anAnnouncement({ ...vitale, title: 'Vitale' }), time);
      const today = await reader.runAt('2026-11-23T07:00:20.000Z');
      if (time >= '2026-11-23T07') await reader.publish(anAnnouncement({ ...vitale, title: 'Vitale' }), time);
      const again = await reader.runAt('2026-11-23T07:15:20.000Z');
      const tomorrow = await reader.runAt('2026-11-24T07:00:20.000Z');
      const told = [...today, ...again, ...tomorrow].map(({ text }) => text);
      for (const title of ['## Vitale', '## Bourse']) expect(told.filter((text) => text.includes(title))).toHaveLength(1);
      expect(today).toHaveLength(1);
      expect(again).toEqual([]);
    },
  );

  it('take two pages of the same title and time for one', async () => {
    for (const fiche of [vitale, bourse]) await reader.publish(anAnnouncement({ ...fiche, title: 'Congés' }), '2026-11-23T05:00:00.000Z');
    const [mail, ...others] = await reader.runAt('2026-11-23T07:00:00.000Z');
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Parvis : 2 fiches que vous suivez ont changé');
    for (const { ficheId } of [vitale, bourse]) expect(mail?.text).toContain(`${SITE}/fiches/particuliers/${ficheId}.html`);
    expect(mail?.text.match(/^## Congés$/gm)).toHaveLength(2);
  });

  it('tell again by the new hour what the old one has told, nor lose what the old one was to tell', async () => {
    await reader.publish(anAnnouncement({ ...vitale, title: 'Vitale' }), '2026-11-23T05:00:00.000Z');
    await reader.chooseHour(20);
    await reader.publish(anAnnouncement({ ...bourse, title: 'Bourse' }), '2026-11-23T06:00:00.000Z');
    const morning = await reader.runAt('2026-11-23T07:00:00.000Z');
    const evening = await reader.runAt('2026-11-23T19:00:00.000Z');
    expect(morning.map(({ text }) => [text.includes('## Vitale'), text.includes('## Bourse')])).toEqual([[true, false]]);
    expect(evening.map(({ text }) => [text.includes('## Vitale'), text.includes('## Bourse')])).toEqual([[false, true]]);
    expect(await reader.runAt('2026-11-24T20:00:00.000Z')).toEqual([]);
    expect(await reader.ledgerOf('2026-11-23T07:00Z')).toMatchObject({ state: 'done', expected: 1, accepted: 1 });
  });
});
