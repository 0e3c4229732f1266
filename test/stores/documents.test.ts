import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDocument } from '../../functions/documents/rules/document-state.ts';
import { timeOrderedId } from '../../functions/documents/rules/time-ordered-id.ts';
import type { DocumentStore } from '../../functions/documents/store/document-store.ts';
import { documentStore } from '../../functions/documents/store/document-table.ts';
import { SpaceId } from '../../schemas/account.ts';
import { DocumentId } from '../../schemas/document.ts';
import { MemberId } from '../../schemas/space.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const now = new Date('2026-03-01T08:00:00Z');

describe('documents', () => {
  let dynamo: DynamoForTests;
  let documents: DocumentStore;
  beforeAll(async () => {
    dynamo = await startDynamo();
    documents = documentStore(dynamo.client, dynamo.tables, dynamo.commit);
  });
  afterAll(() => dynamo.stop());

  it('are kept', async () => {
    const document = newDocument({
      id: DocumentId.parse(timeOrderedId(now, randomUUID())),
      spaceId: SpaceId.parse(randomUUID()),
      description: { name: 'RIB', kind: 'bank-details', expiresOn: null, reminders: true },
      addedBy: MemberId.parse(randomUUID()),
      origin: null,
      now,
    });
    expect(await documents.add(document, {})).toBeUndefined();
    expect(await documents.find(document.spaceId, document.id)).toEqual(document);
  });
});
