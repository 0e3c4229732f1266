import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { documents as routes } from '../../../schemas/routes/documents.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { addDocument } from '../add-document.ts';
import { changeDocument } from '../change-document.ts';
import { deleteDocument } from '../delete-document.ts';
import { removeFile } from '../remove-file.ts';
import { timeOrderedId } from '../rules/time-ordered-id.ts';
import { changingStores } from './changing-stores.ts';

type Changing = Pick<typeof routes, 'addDocument' | 'changeDocument' | 'deleteDocument' | 'removeFile'>;

/** The use cases that change what a document says, or take it away. */
export const changingUseCases = (client: DynamoDBDocumentClient, environment: Environment<'documents-api'>): UseCases<Changing> => {
  const { documents } = changingStores(client, environment);
  return {
    addDocument: addDocument({ documents, clock, newId: () => timeOrderedId(clock(), randomUUID()) }),
    changeDocument: changeDocument({ documents, clock }),
    deleteDocument: deleteDocument({ documents, clock }),
    removeFile: removeFile({ documents, clock }),
  };
};
