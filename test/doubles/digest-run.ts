import { composeDigests } from '../../functions/alerts/compose-digests.ts';
import { deliverDigests } from '../../functions/alerts/deliver-digests.ts';
import { afterSending, endWhenComplete } from '../../functions/alerts/end-publication.ts';
import { leaveKeyring } from '../../functions/alerts/leave-token.ts';
import type { Fate, PersonalLetter } from '../../functions/alerts/mailer.ts';
import type { ChunkMessage, PartMessage } from '../../functions/alerts/messages.ts';
import { pageDigest } from '../../functions/alerts/page-digest.ts';
import { pauseKeyring } from '../../functions/alerts/pause-token.ts';
import { planDigests } from '../../functions/alerts/plan-digests.ts';
import { reconcile } from '../../functions/alerts/reconcile.ts';
import { rememberAnnouncements } from '../../functions/alerts/remember-announcements.ts';
import { sendChunk } from '../../functions/alerts/sending/send-chunk.ts';
import { openTurns } from '../../functions/alerts/sending/turns.ts';
import { AccountId } from '../../schemas/account.ts';
import { digestId } from '../../schemas/digest.ts';
import { type DigestFollower, digestScene, SLOT } from './digest-scene.ts';
import { mortalProcess, survive } from './mortal-process.ts';
import { queuesInMemory } from './queues-in-memory.ts';
import { endlessBudget, oneWorker } from './turns.ts';

const START = Date.parse(SLOT);
const SITE = 'https://parvis.example';
const MINUTE = 60_000;
const MAX_MINUTES = 24 * 60;
const secret = JSON.stringify({ k1: 'a random text of at least thirty-two characters' });

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
  const scene = digestScene(followers);
  const { stores, lists, subscriptions, preferences } = scene;
  const letters = new Map<AccountId, PersonalLetter[]>();

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
    await scene.prepare(accidents.stretch ?? 3);
    await accidents.before?.();
    const queues = queuesInMemory({ copies, lost });
    const fatality = { kills, calls: 0 };
    let sends = 0;
    let killedInFlight = 0;
    const keyrings = { leave: leaveKeyring(secret), pause: pauseKeyring(secret) };

    /** The use cases in a process of their own, which a kill ends for good. */
    const process = () => {
      const { state, pass, mortal, allMortal } = mortalProcess(fatality);
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
        chunks: allMortal(stores.chunks),
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
          accounts: { contactsOf: mortal(scene.contactsOf) },
          preferences: allMortal(preferences, ['versionOf', 'told']),
          leaveKeys: async () => keyrings.leave,
          pauseKeys: async () => keyrings.pause,
          siteAddress: SITE,
          spaceNames: async () => new Map(),
        }),
      });
      return {
        plan: planDigests(shared),
        page: pageDigest(ending),
        deliver,
        endSent: afterSending({ ...ending, ...oneWorker }),
        finish: reconcile({ ...ending, queuesOf: () => shared }),
        end: () => {
          if (state.dead) killedInFlight += unrecorded;
        },
      };
    };
    const work = () =>
      queues.work(now, workers, async (queue, body) => {
        const worker = process();
        try {
          if (queue === 'audience') return await worker.page(body as PartMessage, timeLeft);
          const seconds = await worker.deliver(body as ChunkMessage, { timeLeft: () => 11_000, behind: () => 0 });
          if (seconds === undefined) await worker.endSent([body as ChunkMessage]);
          else queues.send('delivery', [body], now + seconds * 1000);
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
    return { ledger, calls: fatality.calls, sends, killedInFlight, written: stores.written(), minutes: (now - START) / MINUTE };
  };

  return { ...scene, run, letters, dueSlots: () => lists.dueSlots(clock()) };
};
