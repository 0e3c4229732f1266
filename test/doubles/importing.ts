import { randomUUID } from 'node:crypto';
import type { ImportDependencies } from '../../functions/fiches/import/dependencies.ts';
import { newImport } from '../../functions/fiches/rules/new-import.ts';
import { runImport } from '../../functions/fiches/run-import.ts';
import type { StoredImport } from '../../functions/fiches/store/import-store.ts';
import { AccountId } from '../../schemas/account.ts';
import { ImportId, type ImportScope } from '../../schemas/import.ts';
import type { LogCode } from '../../schemas/log-codes.ts';
import { type FicheXml, ficheXml } from './fiche-xml.ts';
import { fichesInMemory } from './fiches-in-memory.ts';
import { importsInMemory, uploadsInMemory } from './imports-in-memory.ts';
import { zip } from './zip.ts';

export const importTime = new Date('2026-03-01T08:00:00.000Z');
export const plentyOfTime = () => 900_000;
const editor = { actor: AccountId.parse(randomUUID()), action: 'import.started', correlationId: 'test' };

/** An archive of these documents, each under its own name. */
export const archiveOf = (...documents: FicheXml[]): Buffer =>
  zip(documents.map((document) => ({ name: `${document.id ?? 'F2'}.xml`, content: ficheXml(document) })));

/** `count` documents from F100 on. */
export const someFiches = (count: number, change: Omit<FicheXml, 'id'> = {}): FicheXml[] =>
  Array.from({ length: count }, (_, at) => ({ id: `F${100 + at}`, ...change }));

/** The worker of imports on stores in memory, and what its queue and its log were told. */
export const anImporter = (instead: Partial<ImportDependencies> = {}) => {
  const fiches = fichesInMemory();
  const imports = importsInMemory();
  const uploads = uploadsInMemory();
  const handedOver: ImportId[] = [];
  const logged: LogCode[] = [];
  const dependencies: ImportDependencies = {
    imports,
    uploads,
    fiches,
    revisions: fiches,
    handOver: async (id) => {
      handedOver.push(id);
    },
    thresholds: { silentBelow: 0, sendAbove: 1 },
    clock: () => importTime,
    log: (code) => logged.push(code),
    ...instead,
  };
  const run = runImport(dependencies);
  const send = async (bytes: Buffer, scope: ImportScope = { scope: 'partial' }): Promise<ImportId> => {
    const id = ImportId.parse(randomUUID());
    await imports.create(newImport(id, scope, editor.actor, importTime.toISOString()), editor);
    await uploads.write(id, bytes);
    return id;
  };
  const stateOf = async (id: ImportId): Promise<StoredImport> => {
    const found = await imports.find(id);
    if (!found) throw new Error('no such import');
    return found;
  };
  /** Sends an archive and works until its import has ended. */
  const importAll = async (bytes: Buffer, scope?: ImportScope): Promise<StoredImport> => {
    imports.lines.clear();
    const id = await send(bytes, scope);
    await run(id, plentyOfTime);
    return stateOf(id);
  };
  const report = () => [...imports.lines.values()];
  return { dependencies, fiches, imports, uploads, handedOver, logged, run, send, stateOf, importAll, report };
};
