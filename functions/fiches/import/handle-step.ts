import { type Audience, type FicheRef, ficheKey } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { ImportLine } from '../../../schemas/import.ts';
import type { FicheFile } from '../archive/open-archive.ts';
import { readEntry } from '../archive/read-entry.ts';
import type { StoredFiche } from '../store/fiche-store.ts';
import type { StoredImport } from '../store/import-store.ts';
import type { Publishing } from './dependencies.ts';
import { inTurn } from './in-turn.ts';
import { lineOfFiche, lineOfRefusal } from './line.ts';
import { type Outcome, publishContent, publishRemoval } from './publish-content.ts';

/** One thing to do: a file of the archive that could be read or not, or a fiche that the archive no longer holds. */
export type Task =
  | { kind: 'publish'; file: string; content: FicheContent }
  | { kind: 'remove'; ref: FicheRef }
  | { kind: 'refuse'; line: ImportLine };

/** Fiches written at the same time: the writes of one fiche never wait for those of another. */
const WIDTH = 8;

/** Each time somebody else published the same fiche, it is read again. */
const CONFLICT_ATTEMPTS = 4;

/** Reads files one after the other: one of them at a time is inflated. */
export const tasksOf = async (files: FicheFile[], removed: FicheRef[], audience: Audience | null): Promise<Task[]> => {
  const tasks: Task[] = [];
  for (const file of files) {
    const read = await readEntry(file, audience);
    if (read.ok) tasks.push({ kind: 'publish', file: file.path, content: read.content });
    else tasks.push({ kind: 'refuse', line: lineOfRefusal(file.path, audience, read) });
  }
  return [...tasks, ...removed.map((ref): Task => ({ kind: 'remove', ref }))];
};

const refOf = (task: Task): FicheRef[] => {
  if (task.kind === 'refuse') return [];
  return [task.kind === 'publish' ? task.content : task.ref];
};

const insist = async (
  dependencies: Publishing,
  first: StoredFiche | undefined,
  ref: FicheRef,
  act: (stored: StoredFiche | undefined) => Promise<Outcome | undefined>,
): Promise<Outcome> => {
  let stored = first;
  for (let attempt = 1; attempt <= CONFLICT_ATTEMPTS; attempt++) {
    const outcome = await act(stored);
    if (outcome) return outcome;
    stored = await dependencies.fiches.find(ref);
  }
  throw new Error('the fiche changes faster than it can be published');
};

const handle = async (
  dependencies: Publishing,
  importId: StoredImport['id'],
  task: Task,
  stored: StoredFiche | undefined,
): Promise<ImportLine> => {
  if (task.kind === 'refuse') return task.line;
  if (task.kind === 'publish') {
    const { content, file } = task;
    const outcome = await insist(dependencies, stored, content, (current) => publishContent(dependencies, importId, current, content));
    return lineOfFiche(file, content, content.title, outcome);
  }
  const outcome = await insist(dependencies, stored, task.ref, async (current) => {
    if (!current) throw new Error('a fiche to remove has gone');
    return publishRemoval(dependencies, importId, current);
  });
  return lineOfFiche(`${task.ref.ficheId}.xml`, task.ref, stored?.title ?? '', outcome);
};

/** What became of each task, in their order. Doing the same tasks again tells the same and changes nothing more. */
export const handleTasks = async (dependencies: Publishing, importId: StoredImport['id'], tasks: Task[]): Promise<ImportLine[]> => {
  const refs = tasks.flatMap(refOf);
  const found = refs.length > 0 ? await dependencies.fiches.findMany(refs) : [];
  const stored = new Map(found.map((fiche) => [ficheKey(fiche), fiche]));
  return inTurn(tasks, WIDTH, (task) => {
    const [ref] = refOf(task);
    return handle(dependencies, importId, task, ref && stored.get(ficheKey(ref)));
  });
};
