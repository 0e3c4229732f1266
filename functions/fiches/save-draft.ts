import type { editing } from '../../schemas/routes/editing.ts';
import type { UseCase } from '../shared/router.ts';
import { draftContent } from './draft-content.ts';
import type { Editing } from './draft-revision.ts';
import type { StoredDraft } from './store/draft-store.ts';

/**
 * A new content for the draft, from now on compared with what is live today. It takes back the decision and the date: both were said of
 * another text.
 */
export const saveDraft =
  ({ store, drafts, clock }: Omit<Editing, 'log'>): UseCase<typeof editing.saveDraft> =>
  async ({ params, body: { version, source } }, { caller, trail, problem }) => {
    const fiche = await store.find(params);
    if (fiche?.status !== 'live') throw problem('fiche-not-found');
    const draft = await drafts.findDraft(params);
    if (!draft) throw problem('draft-not-found');
    if (draft.version !== version) throw problem('draft-outdated');
    const [live, edited] = await Promise.all([store.readContent(fiche.contentKey), drafts.readDraftContent(draft)]);
    const savedAt = clock().toISOString();
    const content = draftContent(source, { ref: params, live, edited, today: savedAt.slice(0, 10) }, problem);
    const saved: StoredDraft = {
      ...draft,
      base: fiche.revision,
      version: version + 1,
      title: content.title,
      state: 'open',
      publishAt: null,
      decision: null,
      savedBy: caller.accountId,
      savedAt,
      contentKey: await drafts.writeDraftContent(content),
    };
    if (!(await drafts.replaceDraft(saved, version, trail))) throw problem('draft-outdated');
    return saved;
  };
