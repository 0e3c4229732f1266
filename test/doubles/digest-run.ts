import { randomUUID } from 'node:crypto';
import { composeDigests } from '../../functions/alerts/compose-digests.ts';
import { deliverDigests } from '../../functions/alerts/deliver-digests.ts';
import { endWhenComplete } from '../../functions/alerts/end-publication.ts';
import { leaveKeyring } from '../../functions/alerts/leave-token.ts';
import type { Fate, PersonalLetter } from '../../functions/alerts/mailer.ts';
import type { ChunkMessage, PartMessage } from '../../functions/alerts/messages.ts';
import { pageDigest } from '../../functions/alerts/page-digest.ts';
import { pauseKeyring } from '../../functions/alerts/pause-token.ts';
import { planDigests } from '../../functions/alerts/plan-digests.ts';
import { reconcile } from '../../functions/alerts/reconcile.ts';
import { rememberAnnouncements } from '../../functions/alerts/remember-announcements.ts';
import { shardOf } from '../../functions/alerts/rules/audience.ts';
import { sendChunk } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import { AccountId, type AccountStatus, SpaceId } from '../../schemas/account.ts';
import { digestId, Slot } from '../../schemas/digest.ts';
import { DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from './announcements.ts';
import { digestListsInMemory } from './digests-in-memory.ts';
import { Killed } from './dying.ts';
import { preferencesInMemory } from './preferences.ts';
import { publicationsInMemory } from './publications-in-memory.ts';
import { queuesInMemory } from './queues-in-memory.ts';
import { aFiche, aSubscription, subscriptionsInMemory } from './subscriptions.ts';
import { endlessBudget } from './turns.ts';

export const SLOT = Slot.parse('2026-11-23T07:00Z');
const START = Date.parse(SLOT);
const SITE = 'https://parvis.example';
const MINUTE = 60_000;
const MAX_MINUTES = 24 * 60;
const trail = { actor: 'public', action: '', correlationId: '' } as const;

/** Somebody who is told by the digest of the slot, and the numbers of the fiches of which they are. */
export interface DigestFollower {
  accountId: AccountId;
  spaceId: SpaceId;
  fiches: number[];
}

export const aDigestFollower = (...fiches: number[]): DigestFollower => ({
  accountId: AccountId.parse(randomUUID()),
  spaceId: SpaceId.parse(randomUUID()),
  fiches,
});

/** The same for so many people, all of the first so many shards. */
export const digestFollowersIn = (shards: number, count: number, fichesOf: (n: number) => number[]): DigestFollower[] => {
  const followers: DigestFollower[] = [];
  while (followers.length < count) {
    const follower = aDigestFollower(...fichesOf(followers.length));
    if (Number(shardOf(follower.accountId)) < shards) followers.push(follower);
  }
  return followers;
};

export interface DigestAccidents {
  /** Workers die at these calls, before or after their effect; whatever was to follow in them does not happen. */
  kills?: ReadonlySet<number>;
  copies?: number;
  /** Workers that run together. */
  workers?: number;
  lost?: (nth: number) => boolean;
  fate?: (call: number, letter: PersonalLetter) => Fate;
  /** In milliseconds, for each look of a pager at its time. */
  timeLeft?: () => number;
  /** How many schedules run in each minute; fewer than one are missed runs. */
  runs?: (minute: number) => number;
  /** What happens between the writing of the lists and the slot. */
  before?: () => Promise<unknown> | void;
  /** People of one list of a publication in one shard. */
  stretch?: number;
}

/** The run of one slot from its lists to its end, on doubles, with everything that may go wrong on the way. */
export const digestRun = (followers: DigestFollower[]) => {
  let now = START;
  const clock = () => new Date(now);
  const stores = publicationsInMemory();
  const lists = digestListsInMemory();
  const subscriptions = subscriptionsInMemory();
  const preferences = preferencesInMemory();
  const statuses = new Map<AccountId, AccountStatus>();
  const letters = new Map<AccountId, PersonalLetter[]>();
  const fiches = [...new Set(followers.flatMap((follower) => follower.fiches))];
  const fiche = (number: number) => aFiche(`F${number}`);
  const announcementOf = (number: number) => anAnnouncement({ ...fiche(number), title: `Fiche numéro ${number}.` });

  /** Subscribes everybody, and keeps what the pagers of the alerts would have kept. */
  const prepare = async (stretch: number): Promise<void> => {
    for (const number of fiches) await stores.publications.create(announcementOf(number), [], clock());
    for (const { accountId, spaceId, fiches: followed } of followers) {
      for (const number of followed) await subscriptions.add(aSubscription({ accountId, spaceId }, fiche(number)), trail);
    }
    const inOrder = followers.toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1));
    for (const number of fiches) {
      for (const shard of new Set(inOrder.map(({ accountId }) => shardOf(accountId)))) {
        const people = inOrder.filter((one) => one.fiches.includes(number) && shardOf(one.accountId) === shard);
        for (let start = 0; start < people.length; start += stretch) {
          lists.write({
            slot: SLOT,
            shard,
            publicationId: publicationId(announcementOf(number)),
            people: people.slice(start, start + stretch).map(({ accountId, spaceId }) => ({ accountId, spaceId })),
          });
        }
      }
    }
    await lists.announce([SLOT]);
  };

  const run = async (accidents: DigestAccidents = {}) => {
    const {
      kills = new Set(),
      copies = 1,
      workers = 1,
      lost = () => false,
      fate = () => 'accepted',
      timeLeft = () => 60_000,
      runs = () => 1,
    } = accidents;
    await prepare(accidents.stretch ?? 3);
    await accidents.before?.();
    const queues = queuesInMemory({ copies, lost });
    let calls = 0;
    let sends = 0;
    let mostInFlight = 0;
    let killedInFlight = 0;
    const keyrings = { leave: leaveKeyring(secret), pause: pauseKeyring(secret) };

    /** The use cases in a process of their own, which a kill ends for good. */
    const process = () => {
      const state = { dead: false };
      const pass = (): void => {
        if (!state.dead && kills.has(calls++)) state.dead = true;
        if (state.dead) throw new Killed();
      };
      const mortal = <Call extends (...args: never[]) => Promise<unknown>>(call: Call): Call =>
        (async (...args) => {
          pass();
          const result = await call(...args);
          pass();
          return result;
        }) as Call;
      const allMortal = <T extends object>(object: T, except: string[] = []): T =>
        Object.fromEntries(Object.entries(object).map(([name, value]) => [name, except.includes(name) ? value : mortal(value)])) as T;
      const listsOf: typeof lists.listsOf = async function* (...asked) {
        for await (const list of lists.listsOf(...asked)) {
          pass();
          yield list;
        }
      };
      const shared = {
        lists: { ...allMortal(lists, ['listsOf', 'write']), listsOf },
        digests: allMortal(stores.digests.store),
        pages: allMortal(stores.digests.pages),
        parts: allMortal(stores.parts),
        publications: allMortal(stores.publications),
        chunks: allMortal(stores.chunks, ['unsent']),
        sendParts: mortal(async (messages: PartMessage[]) => queues.send('audience', messages, now)),
        sendChunks: mortal(async (messages: ChunkMessage[]) => queues.send('delivery', messages, now)),
        clock,
      };
      const ending = { ...shared, endWhenComplete: endWhenComplete(shared) };
      let unrecorded = 0;
      const send = mortal(async (letter: PersonalLetter): Promise<Fate> => {
        const of = fate(sends++, letter);
        const id = AccountId.parse(letter.address.split('@')[0]);
        if (of === 'accepted') {
          letters.set(id, [...(letters.get(id) ?? []), letter]);
          unrecorded += 1;
          mostInFlight = Math.max(mostInFlight, unrecorded);
        }
        return of;
      });
      const deliver = deliverDigests({
        ...ending,
        budget: endlessBudget,
        sendChunk: sendChunk({ chunks: shared.chunks, openTurn: openTurns(), clock }),
        mailer: async (mailing) => {
          const fates: Fate[] = [];
          for (const letter of mailing.letters) fates.push(await send(letter));
          return fates;
        },
        compose: composeDigests({
          announcementsOf: rememberAnnouncements(shared.publications),
          audience: allMortal(subscriptions),
          accounts: {
            contactsOf: mortal(async (ids: AccountId[]) => new Map(ids.map((id) => [id, contactOf(id, statuses.get(id) ?? 'active')]))),
          },
          preferences: allMortal(preferences, ['versionOf', 'told']),
          leaveKeys: async () => keyrings.leave,
          pauseKeys: async () => keyrings.pause,
          siteAddress: SITE,
        }),
      });
      return {
        plan: planDigests(shared),
        page: pageDigest(ending),
        deliver,
        finish: reconcile({ ...ending, queuesOf: () => shared }),
        end: () => {
          if (state.dead) killedInFlight += unrecorded;
        },
      };
    };
    const survive = async (work: Promise<unknown>): Promise<void> => {
      await work.catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    };

    const work = () =>
      queues.work(now, workers, async (queue, body) => {
        const worker = process();
        try {
          if (queue === 'audience') return await worker.page(body as PartMessage, timeLeft);
          const seconds = await worker.deliver(body as ChunkMessage, { timeLeft: () => 9000, behind: () => 0 });
          if (seconds !== undefined) queues.send('delivery', [body], now + seconds * 1000);
        } finally {
          worker.end();
        }
      });
    const isDone = async () => (await stores.digests.readLedger(digestId(SLOT)))?.state === 'done';
    for (let minute = 0; minute < MAX_MINUTES; minute++) {
      for (let time = 0; time < runs(minute); time++) await survive(process().plan(clock()));
      if (minute % 5 === 4) await survive(process().finish());
      const end = now + MINUTE;
      for (; now < end; now += 1000) await work();
      if (queues.isEmpty() && (await isDone()) && minute >= 3) break;
    }
    const ledger = await stores.digests.readLedger(digestId(SLOT));
    if (!ledger) throw new Error('no digest');
    return { ledger, calls, sends, mostInFlight, killedInFlight, written: stores.written(), minutes: (now - START) / MINUTE };
  };

  return {
    run,
    letters,
    dueSlots: () => lists.dueSlots(clock()),
    leave: ({ accountId, spaceId }: DigestFollower, number: number) =>
      subscriptions.end({ accountId, spaceId, ficheKey: `particuliers#F${number}` }, trail),
    suspend: ({ accountId }: DigestFollower) => void statuses.set(accountId, 'suspended'),
    pause: async ({ accountId }: DigestFollower) => {
      const seen = await preferences.find(accountId);
      await preferences.replace(accountId, { seen, wanted: { ...DEFAULT_PREFERENCES, digestsPaused: true }, at: clock() }, trail);
    },
  };
};

const secret = JSON.stringify({ k1: 'a random text of at least thirty-two characters' });

const contactOf = (id: AccountId, status: AccountStatus) => ({ email: `${id}@exemple.fr`, status });
