import { deliverChunk } from '../../functions/alerts/deliver-chunk.ts';
import { afterSending, endWhenComplete } from '../../functions/alerts/end-publication.ts';
import { leaveKeyring } from '../../functions/alerts/leave-token.ts';
import type { ChunkMessage, PartMessage } from '../../functions/alerts/messages.ts';
import { onFicheDeclaredSignificant } from '../../functions/alerts/on-fiche-declared-significant.ts';
import { pageAudience } from '../../functions/alerts/page-audience.ts';
import { reconcile } from '../../functions/alerts/reconcile.ts';
import { rememberDepartures } from '../../functions/alerts/remember-departures.ts';
import { sendChunk } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import type { Way } from '../../functions/alerts/store/subscription-items.ts';
import type { AccountReader } from '../../functions/shared/store/accounts.ts';
import { type AccountId, SpaceId } from '../../schemas/account.ts';
import type { Slot } from '../../schemas/digest.ts';
import { type AlertPreferences, DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { type Announcement, publicationId } from '../../schemas/publication.ts';
import { aContact } from './accounts.ts';
import { anAnnouncement } from './announcements.ts';
import { countedMails, type MailAccidents, oneByOne } from './counted-mails.ts';
import { Killed, mortality } from './mortal.ts';
import { preferencesInMemory } from './preferences.ts';
import { publicationsInMemory } from './publications-in-memory.ts';
import { type QueueName, queuesInMemory } from './queues-in-memory.ts';
import { aFiche, aSubscription, subscriptionsInMemory } from './subscriptions.ts';
import { nobodyTexted } from './texts.ts';
import { endlessBudget, oneWorker } from './turns.ts';

export interface Accidents extends MailAccidents {
  /** Workers die at these steps: there is one before and one after each call to the world, counted from the start. */
  kills?: ReadonlySet<number>;
  /** How long each call to the world takes, in turns of the others: what mixes the steps of workers that run together. */
  turns?: number[];
  /** Workers that run together. */
  workers?: number;
  /** Copies of each message. */
  copies?: number;
  /** Whether the nth message of all never arrives. */
  lost?: (nth: number) => boolean;
  /** Whether mails go one by one instead of in bulk. */
  single?: boolean;
  /** In milliseconds, for each run of the pager. */
  timeLeft?: () => number;
}

export interface Follower {
  accountId: AccountId;
  spaces: number;
  /** By which way each of the spaces tells, in order; a mail at once where it says nothing. */
  ways?: Way[];
  /** When they read their digests, where they have chosen. */
  preferences?: Partial<AlertPreferences>;
}

const fiche = aFiche('F265');
const START = Date.UTC(2026, 2, 2, 8);
const MAX_ROUNDS = 20_000;
const RECONCILE_EVERY = 300_000;

/** One publication from the event to its end, on doubles, with everything that may go wrong on the way. */
export const fanOut = async (followers: Follower[], newSpace: () => string, crowding: number, accidents: Accidents = {}) => {
  const { kills = new Set(), turns = [0], workers = 1, single = false, timeLeft = () => 60_000 } = accidents;
  let now = START;
  const clock = () => new Date(now);

  const { mortal, allMortal, calls } = mortality(kills, turns);

  const stores = publicationsInMemory();
  const subscriptions = subscriptionsInMemory(undefined, clock);
  const preferences = preferencesInMemory();
  const trail = { actor: 'public', action: '', correlationId: '' } as const;
  const ownSpaces = new Map<AccountId, SpaceId>();
  for (const { accountId, spaces, ways = [], preferences: chosen } of followers) {
    if (chosen) {
      const seen = await preferences.find(accountId);
      await preferences.replace(accountId, { seen, wanted: { ...DEFAULT_PREFERENCES, ...chosen }, at: clock() }, trail);
    }
    for (let space = 0; space < spaces; space++) {
      const person = { accountId, spaceId: SpaceId.parse(newSpace()), ...ways[space] };
      const own = space === 0;
      if (own) ownSpaces.set(accountId, person.spaceId);
      await subscriptions.add({ ...aSubscription(person, fiche), own }, trail);
    }
  }
  const announced = new Set<Slot>();
  const accounts: Pick<AccountReader, 'contactsOf'> = {
    contactsOf: async (ids) =>
      new Map(ids.map((id) => [id, aContact(`${id}@exemple.fr`, { personalSpaceId: ownSpaces.get(id) as SpaceId })])),
  };

  const { mailer, chunks, outcome } = countedMails(stores.chunks, accidents);
  const queues = queuesInMemory({ copies: accidents.copies ?? 1, lost: accidents.lost ?? (() => false) });
  const sendParts = mortal(async (messages: PartMessage[]) => queues.send('audience', messages, now));
  const sendChunks = mortal(async (messages: ChunkMessage[]) => queues.send('delivery', messages, now));
  const parts = allMortal(stores.parts);
  const publications = allMortal(stores.publications);
  const audience = allMortal({
    ...subscriptions,
    shardCounts: async (key: string) =>
      (await subscriptions.shardCounts(key)).map(({ shard, people }) => ({ shard, people: people * crowding })),
  });
  const end = endWhenComplete({ publications, parts, clock });
  const endSent = afterSending({ parts, endWhenComplete: end, ...oneWorker });
  const keyring = leaveKeyring(JSON.stringify({ k1: 'a random text of at least thirty-two characters' }));
  const coolDowns = allMortal(stores.coolDowns);
  const shared = {
    publications,
    coolDowns,
    parts,
    audience,
    preferences: { timesOf: mortal(preferences.timesOf) },
    digests: {
      announce: mortal(async (slots: Slot[]) => {
        for (const slot of slots) announced.add(slot);
      }),
    },
    writePage: mortal(stores.writePage),
    chunks: allMortal(chunks),
    sendParts,
    sendChunks,
    endWhenComplete: end,
    clock,
  };
  const plan = onFicheDeclaredSignificant({ ...shared, coolDown: 0 });
  const page = pageAudience(shared);
  const deliver = deliverChunk({
    ...shared,
    budgetOf: () => endlessBudget,
    sendChunk: sendChunk({ chunks: shared.chunks, openTurn: openTurns(), clock }),
    departuresSince: rememberDepartures({ departures: audience, clock }),
    accounts: allMortal(accounts),
    leaveKeys: async () => keyring,
    textChunk: nobodyTexted,
    mailer: single ? oneByOne(mortal(mailer), (error) => error instanceof Killed) : mortal(mailer),
    siteAddress: 'https://parvis.example',
  });
  const finish = reconcile({ ...shared, queuesOf: () => shared });
  const handlers: Record<QueueName, (body: never) => Promise<void>> = {
    events: (body: Announcement) => plan(body),
    audience: (body: PartMessage) => page(body, timeLeft),
    delivery: async (body: ChunkMessage) => {
      const seconds = await deliver(body, { timeLeft: () => 11_000, behind: () => 0 });
      if (seconds === undefined) await endSent([body]);
      else queues.send('delivery', [body], now + seconds * 1000);
    },
  };

  const announcement = anAnnouncement({ ...fiche });
  const id = publicationId(announcement);
  queues.send('events', [announcement], now);
  let nextReconcile = now + RECONCILE_EVERY;
  for (let round = 0; ; round++) {
    if (round > MAX_ROUNDS) throw new Error('the fan-out never ends');
    if (now >= nextReconcile) {
      nextReconcile += RECONCILE_EVERY;
      await finish().catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    }
    await queues.work(now, workers, (queue, body) => handlers[queue](body as never));
    if (queues.isEmpty() && (await stores.readLedger(id))?.state === 'done') break;
    now = Math.min(Math.max(now + 1000, queues.nextAt(now)), nextReconcile);
  }
  const ledger = await stores.readLedger(id);
  if (!ledger) throw new Error('no ledger');
  return {
    ...outcome(),
    ledger,
    calls: calls(),
    seconds: (now - START) / 1000,
    written: stores.written(),
    lists: stores.lists(),
    announced,
  };
};
