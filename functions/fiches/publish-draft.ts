import type { editing } from '../../schemas/routes/editing.ts';
import type { UseCase } from '../shared/router.ts';
import type { Editing } from './draft-revision.ts';
import { publishFromDraft } from './publish-from-draft.ts';
import { isDecided, type StoredDraft } from './store/draft-store.ts';
import type { RevisionReader } from './store/revision-store.ts';

/** In milliseconds: one year. Storage clears drafts away after two. */
const FURTHEST = 366 * 24 * 60 * 60 * 1000;

/** Now, or at the set time by the scheduled function. Refused when another revision went live since the draft was last saved. */
export const publishDraft =
  ({ revisions, ...editor }: Editing & { revisions: RevisionReader }): UseCase<typeof editing.publishDraft> =>
  async ({ params, body: { version, at } }, { trail, problem }) => {
    const { store, drafts, clock } = editor;
    const [draft, fiche] = await Promise.all([drafts.findDraft(params), store.find(params)]);
    if (!draft) throw problem('draft-not-found');
    if (draft.version !== version || fiche?.status !== 'live' || fiche.revision !== draft.base) throw problem('draft-outdated');
    if (!isDecided(draft)) throw problem('draft-undecided');
    if (at === null) {
      if ((await publishFromDraft(editor)(draft, fiche, trail)) === 'conflict') throw problem('draft-outdated');
      return { draft: null, revision: (await revisions.findRevision({ ...params, revision: fiche.revision + 1 })) ?? null };
    }
    const publishAt = new Date(at);
    if (publishAt <= clock()) throw problem('publication-date-past');
    if (publishAt.getTime() - clock().getTime() > FURTHEST) throw problem('publication-date-too-far');
    const scheduled: StoredDraft = { ...draft, version: version + 1, state: 'scheduled', publishAt: publishAt.toISOString() };
    if (!(await drafts.replaceDraft(scheduled, version, trail))) throw problem('draft-outdated');
    return { draft: scheduled, revision: null };
  };
