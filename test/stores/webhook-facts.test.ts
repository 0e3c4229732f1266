import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ficheItem } from '../../functions/fiches/store/fiche-item.ts';
import { revisionItem } from '../../functions/fiches/store/revision-item.ts';
import type { StoredRevision } from '../../functions/fiches/store/revision-store.ts';
import { factsReader } from '../../functions/webhooks/store/fiche-facts.ts';
import { FicheId } from '../../schemas/fiche.ts';
import { aDeclaredRevision } from '../doubles/declared-revision.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { aStoredFiche } from '../doubles/stored-fiche.ts';

describe('what partners are told of a revision', () => {
  let dynamo: DynamoForTests;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  const put = (Item: Record<string, unknown>) => dynamo.client.send(new PutCommand({ TableName: dynamo.tables.fiches, Item }));
  const read = (ficheId: string, revision: number) =>
    factsReader(dynamo.client, dynamo.tables.fiches)({ audience: 'particuliers', ficheId: FicheId.parse(ficheId), revision });
  const published = async (ficheId: string, change: Partial<StoredRevision> = {}, fiche: Parameters<typeof aStoredFiche>[1] = {}) => {
    const { revision } = aDeclaredRevision(ficheId, '2026-03-01T08:00:00.000Z');
    const unsaid = { decidedBy: null, decidedAt: null, reason: null, proposal: null, wordsAdded: 0, wordsRemoved: 0, urgent: false };
    await put(ficheItem(aStoredFiche(ficheId, fiche)));
    await put(revisionItem({ ...unsaid, ...revision, ...change }));
  };

  it('is read as the fiches keep it', async () => {
    await published('F2', {}, { theme: { id: 'N19811', title: 'Argent' } });
    expect(await read('F2', 2)).toEqual({
      audience: 'particuliers',
      ficheId: 'F2',
      revision: 2,
      title: 'Allocation de rentrée',
      changeNote: 'Le montant augmente.',
      compared: true,
      themeId: 'N19811',
    });
  });

  it('has a theme even where DILA gives none, and a theme is its own', async () => {
    await published('F3', { differenceKey: null }, { theme: null });
    expect(await read('F3', 2)).toMatchObject({ themeId: 'autres', compared: false });
    await published('N19811', {}, { kind: 'theme', theme: null });
    expect(await read('N19811', 2)).toMatchObject({ themeId: 'N19811' });
  });

  it('is asked again when it is not there: its event comes with it', async () => {
    await expect(read(`F${String(Number.parseInt(randomUUID().slice(0, 5), 16) % 9999)}`, 7)).rejects.toThrow();
  });
});
