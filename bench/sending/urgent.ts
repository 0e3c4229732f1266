import { digestLists } from '../../functions/alerts/store/digest-lists.ts';
import { waitFor } from '../../local/acting.ts';
import { digestId, type Slot } from '../../schemas/digest.ts';
import type { FicheRef } from '../../schemas/fiche.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../../test/doubles/announcements.ts';
import type { World } from '../fan-out/world.ts';
import type { Row } from '../scenario.ts';
import { type Crew, type CrewSettings, startCrew } from './crew.ts';
import { watchLoad } from './load.ts';
import { openMailLog, unusedSeconds, unusedShare } from './mail-log.ts';
import { PATIENCE, percent, THROTTLED, UNUSED } from './quota.ts';

/** A fiche, and how many are told of it. */
interface Audience {
  fiche: FicheRef;
  people: number;
}

export interface UrgentRun extends CrewSettings {
  revision: number;
  large: Audience;
  urgent: Audience;
  /** Who are told by a digest of the same minute. */
  digest?: Audience;
}

/** Seconds. */
const MOST = 5;
/** Milliseconds within which a daily digest is due. */
const NEXT_DIGEST = 2 * 24 * 60 * 60 * 1000;
/** Of the large alert, sent before anything urgent is published. */
const UNDER_WAY = 0.25;

/** Lets a revision be read into the lists of the next digest; gives its slot. */
const fillDigest = async ({ dynamo }: World, crew: Crew, { fiche, people }: Audience, revision: number): Promise<Slot> => {
  crew.publish(anAnnouncement({ ...fiche, revision }));
  const lists = digestLists(dynamo.client, dynamo.tables.digests);
  const readers = async (slot: Slot): Promise<number> => {
    let found = 0;
    for (const shard of await lists.shardsOf(slot)) for await (const list of lists.listsOf(slot, shard)) found += list.people.length;
    return found;
  };
  return waitFor('everybody to be in the lists of a digest', async () => {
    const [slot] = await lists.dueSlots(new Date(Date.now() + NEXT_DIGEST));
    return slot !== undefined && (await readers(slot)) === people && slot;
  });
};

/** Publishes something urgent while a large alert, and perhaps a digest, want the whole quota. */
export const measureUrgent = async (world: World, run: UrgentRun): Promise<Row[]> => {
  const { large, urgent, digest, revision, ...settings } = run;
  const { perSecond } = settings;
  world.services.perSecond = perSecond;
  const crew = await startCrew(world, settings);
  try {
    const slot = digest && (await fillDigest(world, crew, digest, revision));
    const log = openMailLog(world.services);
    const [largeId, urgentId] = [publicationId({ ...large.fiche, revision }), publicationId({ ...urgent.fiche, revision })];
    const load = watchLoad();
    crew.publish(anAnnouncement({ ...large.fiche, revision }));
    if (slot) await crew.beginDigest(slot);
    const patience = 30 + (PATIENCE * (large.people + (digest?.people ?? 0))) / perSecond;
    await waitFor('the large alert to be under way', async () => log.count(largeId) >= UNDER_WAY * large.people, patience);
    const at = performance.now();
    crew.publish(anAnnouncement({ ...urgent.fiche, revision, urgent: true }));
    await waitFor('the urgent alert', async () => log.count(urgentId) >= urgent.people, patience);
    const seconds = ((log.of(urgentId).at(-1) ?? Number.NaN) - at) / 1000;
    const before = log.count(largeId);
    if (before >= large.people) throw new Error('the large alert was over before the urgent one');
    await waitFor('the large alert', async () => log.count(largeId) >= large.people, patience);
    const end = log.of(largeId).at(-1) ?? Number.NaN;
    const digests = slot ? log.of(digestId(slot)).filter((mail) => mail <= end) : [];
    if (slot) await waitFor('the digests', async () => log.count(digestId(slot)) >= (digest?.people ?? 0), patience);
    const calls = log.calls();
    const beside = `${large.people.toLocaleString('en')} people ${digest ? `and ${digest.people.toLocaleString('en')} digests ` : ''}`;
    const what = `${perSecond.toLocaleString('en')}/s, ${beside}being told`;
    return [
      { what: `${what}: ${urgent.people} urgent mails gone after`, value: seconds, unit: 's', mark: { of: 'value', most: MOST } },
      ...(slot
        ? [
            {
              what: `${what}: digests among the mails meanwhile`,
              value: percent(digests.length / log.of().filter((mail) => mail <= end).length),
              unit: '%',
            },
          ]
        : []),
      { what: `${what}: unused share of the quota`, value: percent(unusedShare(log.of(), perSecond)), unit: '%', mark: UNUSED },
      { what: `${what}: unused quota, in seconds of it`, value: unusedSeconds(log.of(), perSecond), unit: 's' },
      { what: `${what}: calls throttled`, value: percent(calls.throttled / calls.made), unit: '%', mark: THROTTLED },
      { what: `${what}: processors of the machine busy meanwhile`, value: percent(load()), unit: '%' },
    ];
  } finally {
    await crew.stop();
  }
};
