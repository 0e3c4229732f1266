import { type Announcement, type PublicationId, publicationId } from '../../schemas/publication.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import { stepFor } from './rules/cool-down.ts';
import type { CoolDownStore } from './store/cool-downs.ts';
import type { PublicationStore } from './store/publications.ts';
import { callParts, type TellingDependencies, tellRevisions } from './tell-revisions.ts';

interface Dependencies extends TellingDependencies {
  publications: Pick<PublicationStore, 'create' | 'announcement'>;
  coolDowns: Pick<CoolDownStore, 'find' | 'findWaiting' | 'hold'>;
  /** In seconds. */
  coolDown: number;
  clock: Clock;
}

/** Each time another revision of the fiche came in between, its state is read again. */
const CONFLICT_ATTEMPTS = 6;

/** The publication that tells a revision already; null while it waits, undefined when nothing is known of it. */
const placeOf = async (
  { publications, coolDowns }: Dependencies,
  announcement: Announcement,
): Promise<PublicationId | null | undefined> => {
  const id = publicationId(announcement);
  if (await publications.announcement(id)) return id;
  const waiting = await coolDowns.findWaiting(id);
  if (!waiting) return undefined;
  return waiting.toldWith === null ? null : publicationId({ ...announcement, revision: waiting.toldWith });
};

/** One attempt; false when it must be made again from what has become of the fiche, which is read first: whatever happens later shows in its version. */
const settle = async (dependencies: Dependencies, announcement: Announcement): Promise<boolean> => {
  const { coolDowns, coolDown, clock } = dependencies;
  const seen = await coolDowns.find(announcement);
  const place = await placeOf(dependencies, announcement);
  if (place === null) return true;
  if (place !== undefined) {
    await callParts(dependencies)(place, announcement.urgent);
    return true;
  }
  const at = clock();
  const step = stepFor(seen, announcement, at, coolDown);
  if (step.kind === 'tell') return tellRevisions(dependencies)({ fiche: announcement, seen, step, declared: announcement, at });
  if (!(await coolDowns.hold(seen, announcement, at, step.until))) return false;
  log('publication.held', { publicationId: publicationId(announcement), count: seen.waiting.length + 1 });
  return true;
};

/**
 * Plans the alert of one revision, or keeps it until the fiche has cooled down: once, however often it is told. Told again of a revision that
 * is on its way, it only calls the parts that are not done.
 */
export const onFicheDeclaredSignificant =
  (dependencies: Dependencies) =>
  async (announcement: Announcement): Promise<void> => {
    for (let attempt = 1; attempt <= CONFLICT_ATTEMPTS; attempt++) if (await settle(dependencies, announcement)) return;
    throw new Error('the alerts of a fiche change faster than they can be planned');
  };
