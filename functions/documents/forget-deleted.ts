import type { SpaceId } from '../../schemas/account.ts';
import type { DocumentId, FileId, FormerFile } from '../../schemas/document.ts';
import type { Clock } from '../shared/clock.ts';
import { sizeOf } from './rules/storage.ts';
import type { DocumentReader } from './store/document-store.ts';
import type { DueStore } from './store/due-items.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface ForgetDependencies {
  documents: Pick<DocumentReader, 'findDeleted' | 'findFormer' | 'listFormer'>;
  dueItems: Pick<DueStore, 'forgetDeleted' | 'forgetFormer'>;
  files: Pick<FileBucket, 'erase'>;
  clock: Clock;
}

/** Clocks of two functions differ: what somebody gets back in the last second is not taken from them. */
const GRACE_MILLISECONDS = 60_000;
const PAGE = 100;

/**
 * Ends for good what nobody can have back any more. Files go first: killed in between, it begins again, and nothing is left without a record that
 * leads to it.
 */
export const forgetting = ({ documents, dueItems, files, clock }: ForgetDependencies) => {
  const isOver = ({ keptUntil }: { keptUntil: string }): boolean => Date.parse(keptUntil) + GRACE_MILLISECONDS <= clock().getTime();
  const forgetFormer = async (spaceId: SpaceId, former: FormerFile): Promise<void> => {
    await files.erase([former.id]);
    await dueItems.forgetFormer(spaceId, former);
  };
  return {
    async former(spaceId: SpaceId, documentId: DocumentId, fileId: FileId): Promise<void> {
      const former = await documents.findFormer(spaceId, documentId, fileId);
      if (former && isOver(former)) await forgetFormer(spaceId, former);
    },
    /** Its former files go with it: there is no document to which they could return. */
    async deleted(spaceId: SpaceId, documentId: DocumentId): Promise<void> {
      const deleted = await documents.findDeleted(spaceId, documentId);
      if (!deleted || !isOver(deleted)) return;
      for (let page = await documents.listFormer(spaceId, documentId, { limit: PAGE }); page.items.length > 0; ) {
        for (const former of page.items) await forgetFormer(spaceId, former);
        page = await documents.listFormer(spaceId, documentId, { limit: PAGE });
      }
      await files.erase(deleted.files.map(({ id }) => id));
      await dueItems.forgetDeleted(deleted, sizeOf(deleted.files));
    },
  };
};
