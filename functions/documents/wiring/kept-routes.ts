import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { keptDocuments } from '../../../schemas/routes/kept-documents.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { destroyDocument } from '../destroy-document.ts';
import { listDeletedDocuments } from '../list-deleted-documents.ts';
import { listFormerFiles } from '../list-former-files.ts';
import { restoreDocument } from '../restore-document.ts';
import { restoreFile } from '../restore-file.ts';
import { changingStores } from './changing-stores.ts';

/** The use cases of what was deleted or replaced and can be had back. */
export const keptUseCases = (client: DynamoDBDocumentClient, environment: Environment<'documents-api'>): UseCases<typeof keptDocuments> => {
  const { documents } = changingStores(client, environment);
  return {
    listFormerFiles: listFormerFiles({ documents }),
    restoreFile: restoreFile({ documents, clock }),
    listDeletedDocuments: listDeletedDocuments({ documents, clock }),
    restoreDocument: restoreDocument({ documents, clock }),
    destroyDocument: destroyDocument({ documents, clock }),
  };
};
