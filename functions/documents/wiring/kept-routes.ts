import type { keptDocuments } from '../../../schemas/routes/kept-documents.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { destroyDocument } from '../destroy-document.ts';
import { listDeletedDocuments } from '../list-deleted-documents.ts';
import { listFormerFiles } from '../list-former-files.ts';
import { restoreDocument } from '../restore-document.ts';
import { restoreFile } from '../restore-file.ts';
import type { DocumentStore } from '../store/document-store.ts';

/** The use cases of what was deleted or replaced and can be had back. */
export const keptUseCases = (documents: DocumentStore): UseCases<typeof keptDocuments> => ({
  listFormerFiles: listFormerFiles({ documents }),
  restoreFile: restoreFile({ documents, clock }),
  listDeletedDocuments: listDeletedDocuments({ documents, clock }),
  restoreDocument: restoreDocument({ documents, clock }),
  destroyDocument: destroyDocument({ documents, clock }),
});
