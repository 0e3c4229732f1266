import { describe, expect, it } from 'vitest';
import { ImportMessage } from '../../functions/fiches/import/import-message.ts';
import type { NewRevision } from '../../functions/fiches/store/fiche-store.ts';
import type { Beginning, Step } from '../../functions/fiches/store/import-store.ts';
import type { Import, ImportId, ImportLine, ImportScope } from '../../schemas/import.ts';
import type { Revision } from '../../schemas/revision.ts';
import { ficheXml } from '../doubles/fiche-xml.ts';
import { anImporter, archiveOf, plentyOfTime, someFiches } from '../doubles/importing.ts';
import { zip } from '../doubles/zip.ts';

const complete: ImportScope = { scope: 'complete', audience: 'particuliers' };
const changedText = '<Texte><Paragraphe>Elle vaut dix ans.</Paragraphe></Texte>';

/** 60 live fiches, then an archive that changes, refuses, keeps, adds and drops some of them in more than one step. */
const before = archiveOf(...someFiches(60));
const after = zip([
  ...someFiches(50).map((document, at) => ({
    name: `${document.id}.xml`,
    content: ficheXml({ ...document, ...(at % 10 === 0 && { content: changedText, importantOn: '2021-01-01' }) }).slice(
      0,
      at === 7 ? -9 : undefined,
    ),
  })),
  { name: 'F900.xml', content: ficheXml({ id: 'F900' }) },
]);

type Importer = ReturnType<typeof anImporter>;
interface Told {
  counts: unknown;
  lines: ImportLine[];
  revisions: Pick<Revision, 'ficheId' | 'revision' | 'significance' | 'proposal'>[];
}

const told = async ({ stateOf, imports, fiches }: Importer, id: Awaited<ReturnType<Importer['send']>>): Promise<Told> => {
  const { state, counts, progress } = await stateOf(id);
  const byPlace = [...imports.lines].sort(([a], [b]) => a - b).map(([, line]) => line);
  const revisions = fiches.revisions.map(({ ficheId, revision, significance, proposal }) => ({
    ficheId,
    revision,
    significance,
    proposal,
  }));
  return {
    counts: { state, counts, progress },
    lines: byPlace,
    revisions: revisions.sort((a, b) => (a.ficheId + a.revision < b.ficheId + b.revision ? -1 : 1)),
  };
};

const prepared = async (): Promise<{ importer: Importer; id: Awaited<ReturnType<Importer['send']>> }> => {
  const importer = anImporter();
  await importer.importAll(before);
  importer.imports.lines.clear();
  return { importer, id: await importer.send(after, complete) };
};

class Killed extends Error {}

/** Counts the calls that change something, and dies at one of them: before it has an effect, or just after. */
const dieAt = ({ fiches, imports }: Importer, call: number, when: 'before' | 'after'): (() => number) => {
  let calls = 0;
  const fragile =
    <Arguments extends unknown[], Result>(change: (...given: Arguments) => Promise<Result>) =>
    async (...given: Arguments): Promise<Result> => {
      calls += 1;
      const dies = calls === call;
      if (dies && when === 'before') throw new Killed();
      const result = await change(...given);
      if (dies) throw new Killed();
      return result;
    };
  const [sureFiches, sureImports] = [{ ...fiches }, { ...imports }];
  fiches.publish = fragile((revision: NewRevision) => sureFiches.publish(revision));
  imports.begin = fragile((id: ImportId, beginning: Beginning) => sureImports.begin(id, beginning));
  imports.advance = fragile((read: Import, step: Step) => sureImports.advance(read, step));
  return () => calls;
};

const undisturbed = async (): Promise<{ expected: Told; calls: number }> => {
  const { importer, id } = await prepared();
  const calls = dieAt(importer, 0, 'before');
  await importer.run(id, plentyOfTime);
  return { expected: await told(importer, id), calls: calls() };
};

describe('an import that is cut short', () => {
  it('anywhere, and delivered again, tells the same as one that was not', async () => {
    const { expected, calls } = await undisturbed();
    expect(expected.counts).toMatchObject({
      state: 'done',
      counts: { added: 1, changed: 5, unchanged: 44, removed: 10, refused: 1, significant: 5 },
    });
    const reasons = expected.revisions.flatMap(({ proposal }) => proposal?.reasons ?? []);
    expect(reasons.filter((reason) => reason.endsWith('dans 4 autres fiches du même import'))).toHaveLength(5);
    expect(calls).toBeGreaterThan(15);
    for (let call = 1; call <= calls; call++) {
      for (const when of ['before', 'after'] as const) {
        const { importer, id } = await prepared();
        dieAt(importer, call, when);
        await expect(importer.run(id, plentyOfTime)).rejects.toThrow(Killed);
        await importer.run(id, plentyOfTime);
        expect(await told(importer, id)).toEqual(expected);
      }
    }
  });

  it('by a message delivered twice at once, tells the same', async () => {
    const { expected } = await undisturbed();
    const { importer, id } = await prepared();
    await Promise.all([importer.run(id, plentyOfTime), importer.run(id, plentyOfTime)]);
    await importer.run(id, plentyOfTime);
    expect(await told(importer, id)).toEqual(expected);
  });

  it('by the clock hands over after each step, and ends the same', async () => {
    const { expected } = await undisturbed();
    const { importer, id } = await prepared();
    let invocations = 0;
    let isCounting = true;
    const { begin } = importer.imports;
    importer.imports.begin = (...beginning) => {
      isCounting = false;
      return begin(...beginning);
    };
    do {
      await importer.run(id, () => (isCounting ? plentyOfTime() : 1000));
      invocations += 1;
    } while ((await importer.stateOf(id)).state === 'running');
    expect(importer.handedOver).toEqual([id, id]);
    expect(invocations).toBe(3);
    expect(await told(importer, id)).toEqual(expected);
  });

  it('by the clock before it has counted which edits are repeated, changes the same without that reason', async () => {
    const { expected } = await undisturbed();
    const { importer, id } = await prepared();
    await importer.run(id, () => 1000);
    await importer.run(id, plentyOfTime);
    const { counts, lines, revisions } = await told(importer, id);
    expect({ counts, lines }).toEqual({ counts: expected.counts, lines: expected.lines });
    expect(revisions.flatMap(({ proposal }) => proposal?.reasons ?? []).join()).not.toContain('autres fiches');
  });

  it('by another archive under the same name stops, and says what was done', async () => {
    const { importer, id } = await prepared();
    await importer.run(id, () => 1000);
    await importer.uploads.write(id, before);
    await importer.run(id, plentyOfTime);
    expect(await importer.stateOf(id)).toMatchObject({
      state: 'refused',
      refusal: expect.stringContaining('Une autre archive'),
      progress: { done: 50 },
    });
  });
});

describe('a message of the imports queue', () => {
  const id = '3f2b8a52-6f0e-4a51-9a35-0f3a6f1c2d11';
  const notice = (...keys: string[]) => ({
    Records: keys.map((key) => ({ eventName: 'ObjectCreated:Post', s3: { bucket: { name: 'b' }, object: { key, size: 3 } } })),
  });
  it.each([
    ['a hand-over', { importId: id }, [id]],
    ['an archive that arrived', notice(`imports/${id}.zip`), [id]],
    ['a key as in a form', notice(`imports%2F${id}.zip`), [id]],
    ['another object', notice('imports/photo.zip', `other/${id}.zip`), []],
    ['the storage’s test', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' }, []],
  ])('is %s', (_what, message, ids) => {
    expect(ImportMessage.parse(message)).toEqual(ids);
  });

  it('is refused when it is none of these', () => {
    expect(ImportMessage.safeParse({ hello: 'world' }).success).toBe(false);
  });
});
