import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { changedDocument } from './changed-document.ts';
import { described } from './rules/document-state.ts';
import type { DocumentStore } from './store/document-store.ts';

/** A description replaces the one that the person has read: what another member wrote meanwhile is never lost unseen. */
export const changeDocument =
  ({ documents, clock }: { documents: Pick<DocumentStore, 'change'>; clock: Clock }): UseCase<typeof routes.changeDocument> =>
  async ({ params, body: { version, ...description } }, { caller, trail, problem }) => {
    const changed = await documents.change(params.spaceId, params.documentId, (document) => {
      if (document.version !== version) throw problem('document-outdated');
      const now = clock();
      const kind = document.name === description.name ? 'document.changed' : 'document.renamed';
      const action = { kind, by: caller, at: now, object: document } as const;
      return { next: described(document, description, now), action, trail };
    });
    return changedDocument(changed, 0, () => problem('document-not-found'));
  };
