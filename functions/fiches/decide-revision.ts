import type { Announcement } from '../../schemas/publication.ts';
import type { Decision } from '../../schemas/revision.ts';
import type { editing } from '../../schemas/routes/editing.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { announcementOf } from './rules/announcement.ts';
import { decidedByEditor } from './rules/significance.ts';
import type { RevisionStore, StoredRevision } from './store/revision-store.ts';

/** One decision for one revision: of two editors who decide at once, the second is told, and nobody is written to twice. */
export const decideRevision =
  ({ revisions, clock }: { revisions: RevisionStore; clock: Clock }): UseCase<typeof editing.decideRevision> =>
  async ({ params, body: decision }, { caller, trail, problem }) => {
    const revision = await revisions.findRevision(params);
    if (!revision) throw problem('revision-not-found');
    const verdict = { ...decidedByEditor(decision, caller.accountId), decidedAt: clock().toISOString() };
    const announcement = await announce(revisions, revision, decision);
    if (!(await revisions.decideRevision(params, verdict, announcement, trail))) throw problem('revision-already-decided');
    return { ...revision, ...verdict };
  };

const announce = async (revisions: RevisionStore, stored: StoredRevision, decision: Decision): Promise<Announcement | undefined> => {
  if (decision.significance !== 'significant') return undefined;
  const { audience, ficheId, revision, title } = stored;
  return announcementOf(
    { fiche: { audience, ficheId }, revision, title, changeNote: decision.changeNote, urgent: decision.urgent },
    await revisions.readDifference(stored),
  );
};
