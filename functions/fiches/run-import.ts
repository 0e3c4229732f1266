import { FicheId, type FicheRef } from '../../schemas/fiche.ts';
import type { ImportId } from '../../schemas/import.ts';
import { type Archive, openArchive } from './archive/open-archive.ts';
import { ArchiveRefused } from './archive/refusal.ts';
import { beginningOf } from './import/begin-import.ts';
import type { ImportDependencies, Publishing } from './import/dependencies.ts';
import { handleTasks, tasksOf } from './import/handle-step.ts';
import { afterStep } from './rules/after-step.ts';
import { countOne } from './rules/import-counts.ts';
import { repetitionOf } from './rules/significance/repetition.ts';
import type { Step, StoredImport } from './store/import-store.ts';

/** Files and removals done and recorded together; their lines fit one transaction. */
const STEP = 50;

/** Under this, a step might not end: a fresh invocation takes over. Milliseconds. */
const TIME_FOR_A_STEP = 60_000;

const isOver = ({ state }: StoredImport): boolean => state === 'done' || state === 'refused';

/** Nothing is removed on the word of an archive of which no file could be read. */
const removedAt = ({ audience, toRemove, counts }: StoredImport, from: number, to: number, files: number): FicheRef[] =>
  audience === null || counts.refused === files ? [] : toRemove.slice(from, to).map((id) => ({ audience, ficheId: FicheId.parse(id) }));

/** The import as it stands after one more step; undefined when another run took that step first. */
const runStep = async (dependencies: Publishing, current: StoredImport, archive: Archive): Promise<StoredImport | undefined> => {
  const { imports, clock } = dependencies;
  const { done: from, total } = current.progress;
  const files = archive.fiches.length;
  const to = Math.min(from + STEP, from < files ? files : total);
  const removed = from < files ? [] : removedAt(current, from - files, to - files, files);
  const tasks = await tasksOf(archive.fiches.slice(from, to), removed, current.audience);
  const lines = await handleTasks(dependencies, current.id, tasks);
  const step: Step = {
    done: to,
    counts: lines.reduce(countOne, current.counts),
    lines: lines.map((line, at) => ({ place: from + at, line })).filter(({ line }) => line.outcome !== 'unchanged'),
    endedAt: to === total ? clock().toISOString() : null,
  };
  return (await imports.advance(current, step)) ? afterStep(current, step) : undefined;
};

/** Opens the archive of an import, checking it whole the first time. Undefined when there is nothing to go on with. */
const openFor = async (
  { imports, uploads, fiches }: ImportDependencies,
  current: StoredImport,
  timeLeft: () => number,
): Promise<Archive | undefined> => {
  const upload = await uploads.read(current.id);
  if (upload === 'too-large') throw new ArchiveRefused('L’archive est trop grosse pour être celle de service-public.fr.');
  if (current.state === 'running') {
    if (upload.tag !== current.archiveTag)
      throw new ArchiveRefused(
        'Une autre archive a été envoyée pendant l’import : les fichiers déjà traités le restent, les autres ne le seront pas.',
      );
    return openArchive(upload.bytes);
  }
  const archive = await openArchive(upload.bytes);
  return (await imports.begin(current.id, await beginningOf({ fiches, timeLeft }, archive, current, upload.tag))) ? archive : undefined;
};

const open = async (dependencies: ImportDependencies, current: StoredImport, timeLeft: () => number): Promise<Archive | undefined> => {
  try {
    return await openFor(dependencies, current, timeLeft);
  } catch (error) {
    if (!(error instanceof ArchiveRefused)) throw error;
    await dependencies.imports.refuse(current, error.reason, dependencies.clock().toISOString());
    dependencies.log('import.refused', { importId: current.id });
    return undefined;
  }
};

/**
 * Works on one import until it ends or time runs short. A second delivery of the same message, or one after a kill, goes on from the last step
 * recorded; of two at once, the one whose step comes second stops there.
 */
export const runImport =
  (dependencies: ImportDependencies) =>
  async (id: ImportId, timeLeft: () => number): Promise<void> => {
    const { imports, log, handOver } = dependencies;
    const found = await imports.find(id);
    if (!found || isOver(found)) return log('import.ignored', { importId: id });
    const archive = await open(dependencies, found, timeLeft);
    if (!archive) return;
    try {
      const publishing = { ...dependencies, repetition: repetitionOf(await imports.readRepeated(id)) };
      let current = await imports.find(id);
      while (current && !isOver(current)) {
        current = await runStep(publishing, current, archive);
        if (current && !isOver(current) && timeLeft() < TIME_FOR_A_STEP) {
          await handOver(id);
          return log('import.handed-over', { importId: id });
        }
      }
      if (current) log('import.ended', { importId: id, count: current.progress.total });
    } finally {
      archive.close();
    }
  };
