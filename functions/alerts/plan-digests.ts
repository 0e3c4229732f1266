import { digestId, type Slot } from '../../schemas/digest.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { PartMessage, SendMessages } from './messages.ts';
import type { DigestLists } from './store/digest-lists.ts';
import type { DigestStore } from './store/digests.ts';

/** So many slots are a week of a planner that did not run, worked off in a few minutes. */
const SLOTS_PER_RUN = 100;

interface Dependencies {
  lists: Pick<DigestLists, 'dueSlots' | 'close' | 'shardsOf' | 'forget'>;
  digests: Pick<DigestStore, 'create'>;
  sendParts: SendMessages<PartMessage>;
  clock: Clock;
}

/**
 * Makes a mailing of every slot that is due at a time, the oldest first, those of missed runs too. A slot is only forgotten once its mailing is there
 * and its parts are called: killed anywhere, the next run does the rest, and a second run finds everything done. A slot that cannot be
 * planned does not keep the later ones waiting; the run fails once all had their turn.
 */
export const planDigests =
  (dependencies: Dependencies) =>
  async (until: Date): Promise<void> => {
    const failures: unknown[] = [];
    const due = await dependencies.lists.dueSlots(until);
    for (const slot of due.slice(0, SLOTS_PER_RUN)) await plan(dependencies, slot).catch((error) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };

const plan = async ({ lists, digests, sendParts, clock }: Dependencies, slot: Slot): Promise<void> => {
  await lists.close(slot);
  const shards = await lists.shardsOf(slot);
  if (shards.length > 0) {
    const id = digestId(slot);
    await digests.create(
      slot,
      shards.map((shard) => ({ part: shard, shards: [shard] })),
      clock(),
    );
    await sendParts(shards.map((part) => ({ publicationId: id, part })));
    log('digest.planned', { publicationId: id, count: shards.length });
  }
  await lists.forget(slot);
};
