import type { editing } from '../../schemas/routes/editing.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { UseCase } from '../shared/router.ts';
import { draftContent } from './draft-content.ts';
import type { DraftStore, StoredDraft } from './store/draft-store.ts';
import type { FicheStore } from './store/fiche-store.ts';

export interface Editing {
  store: Pick<FicheStore, 'find' | 'readContent' | 'publish'>;
  drafts: DraftStore;
  clock: Clock;
  log: Log;
}

/** Opens the one draft of a fiche, made from what is live now. */
export const draftRevision =
  ({ store, drafts, clock }: Omit<Editing, 'log'>): UseCase<typeof editing.draftRevision> =>
  async ({ params, body: source }, { caller, trail, problem }) => {
    const fiche = await store.find(params);
    if (fiche?.status !== 'live') throw problem('fiche-not-found');
    if (await drafts.findDraft(params)) throw problem('draft-exists');
    const live = await store.readContent(fiche.contentKey);
    const savedAt = clock().toISOString();
    const content = draftContent(source, { ref: params, live, edited: live, today: savedAt.slice(0, 10) }, problem);
    const draft: StoredDraft = {
      ...params,
      base: fiche.revision,
      version: 1,
      title: content.title,
      state: 'open',
      publishAt: null,
      decision: null,
      savedBy: caller.accountId,
      savedAt,
      contentKey: await drafts.writeDraftContent(content),
    };
    if (!(await drafts.createDraft(draft, trail))) throw problem('draft-exists');
    return draft;
  };
