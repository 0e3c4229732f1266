import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportId } from '../../schemas/import.ts';
import { startRealImporter } from '../doubles/real-importer.ts';
import { samplePath } from '../doubles/samples.ts';

let importer: Awaited<ReturnType<typeof startRealImporter>>;
beforeAll(async () => {
  importer = await startRealImporter();
});
afterAll(() => importer.stop());

const sample = readFileSync(samplePath('fiches-sample'));
const revised = readFileSync(samplePath('fiches-sample-revision2'));

const eventsOf = async (type: string): Promise<number> => {
  const { Items = [] } = await importer.dynamo.client.send(new ScanCommand({ TableName: importer.dynamo.tables.outbox }));
  return Items.filter(({ envelope }) => envelope.type === type).length;
};

describe('the sample archives, on a real table and a real bucket', () => {
  it('are added, each fiche with its content and its event', async () => {
    const ended = await importer.importAll(sample, { scope: 'partial' });
    expect(ended).toMatchObject({ state: 'done', counts: { added: 120, refused: 0, toReview: 0 } });
    expect(await eventsOf('fiche.revised')).toBe(120);
    const fiche = await importer.fiches.find({ audience: 'particuliers', ficheId: 'F2300' as never });
    expect(fiche).toMatchObject({ status: 'live', revision: 1 });
    expect(await importer.fiches.readContent(fiche?.contentKey ?? '')).toMatchObject({ title: fiche?.title });
  });

  it('sent again write nothing but the progress of their import', async () => {
    const ended = await importer.importAll(sample, { scope: 'partial' });
    expect(ended.counts).toMatchObject({ unchanged: 120, added: 0, changed: 0 });
    expect([...importer.objectRequests]).toEqual([['GET', 1]]);
    expect(importer.tableRequests.get('TransactWriteItems')).toBe(4);
    /* Looked up in three batches to count what is repeated, then in three to publish. */
    expect(importer.tableRequests.get('BatchGetItem')).toBe(6);
  });

  it('revised by DILA, of another schema version, change what reads differently', async () => {
    const ended = await importer.importAll(revised, { scope: 'partial' });
    expect(ended.counts).toMatchObject({ changed: 57, unchanged: 4, added: 0, refused: 0 });
    const { significant, toReview } = ended.counts;
    const lines = (await importer.imports.readReport(ended.id, { outcome: 'changed', limit: 100 })).items;
    expect(lines).toHaveLength(57);
    expect(lines.filter((line) => line.significance === 'significant')).toHaveLength(significant);
    expect(significant).toBeGreaterThan(20);
    expect(toReview).toBeGreaterThan(10);
    expect(await eventsOf('fiche.declared-significant')).toBe(significant);
  });
});

describe('an archive sent through the form', () => {
  it('is the one that is read, under no other name', async () => {
    const id = ImportId.parse(randomUUID());
    const send = async (form: Record<string, string>, url: string): Promise<number> => {
      const body = new FormData();
      for (const [name, value] of Object.entries(form)) body.append(name, value);
      body.append('file', new Blob([sample]));
      return (await fetch(url, { method: 'POST', body })).status;
    };
    const { url, fields } = await importer.uploads.presign(id, 3600);
    expect(await send({ ...fields, key: `imports/${randomUUID()}.zip` }, url)).toBe(403);
    expect(await send(fields, url)).toBe(204);
    expect(await importer.uploads.read(id)).toMatchObject({ bytes: sample });
  });
});
