import { type Audience, ficheKey } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Difference } from '../../../schemas/revision.ts';
import type { Archive, FicheFile } from '../archive/open-archive.ts';
import { differenceOf } from '../rules/difference.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import { editCounter, type RepeatedEdits } from '../rules/significance/repetition.ts';
import type { FicheStore, StoredFiche } from '../store/fiche-store.ts';
import { tasksOf } from './handle-step.ts';
import { inTurn } from './in-turn.ts';

/** Files read, and fiches looked up, together. */
const BATCH = 50;
/** Contents fetched at the same time. */
const WIDTH = 8;
/** What the counting leaves an invocation for the import itself, in milliseconds. */
const TIME_FOR_THE_REST = 300_000;

interface Dependencies {
  fiches: Pick<FicheStore, 'findMany' | 'readContent'>;
}

interface Change {
  ficheId: string;
  difference: Difference;
}

/** Nothing for a fiche that is new, or that the archive leaves as it is. */
const changeOf = async ({ fiches }: Dependencies, base: StoredFiche | undefined, content: FicheContent): Promise<Change[]> => {
  if (!base) return [];
  const fingerprint = fingerprintOf(content);
  if (fingerprint === base.fingerprint || fingerprint === base.importedFingerprint) return [];
  return [{ ficheId: content.ficheId, difference: differenceOf(await fiches.readContent(base.contentKey), content) }];
};

const changesOf = async (dependencies: Dependencies, files: FicheFile[], expected: Audience | null): Promise<Change[]> => {
  const contents = (await tasksOf(files, [], expected)).flatMap((task) => (task.kind === 'publish' ? [task.content] : []));
  const found = contents.length > 0 ? await dependencies.fiches.findMany(contents) : [];
  const live = new Map(found.map((fiche) => [ficheKey(fiche), fiche]));
  return (await inTurn(contents, WIDTH, (content) => changeOf(dependencies, live.get(ficheKey(content)), content))).flat();
};

/**
 * How often each edit is made over the whole archive, before any of it is published: what is proposed for the first fiche knows of the last.
 * Stops where time runs short; what is told then holds for what was read.
 */
export const countEdits = async (
  dependencies: Dependencies,
  archive: Archive,
  expected: Audience | null,
  timeLeft: () => number,
): Promise<RepeatedEdits> => {
  const counter = editCounter();
  const files = archive.fiches.toSorted((a, b) => (a.ficheId < b.ficheId ? -1 : 1));
  let [current, same]: [string, Difference[]] = ['', []];
  for (let at = 0; at < files.length && timeLeft() > TIME_FOR_THE_REST; at += BATCH) {
    for (const { ficheId, difference } of await changesOf(dependencies, files.slice(at, at + BATCH), expected)) {
      if (ficheId !== current) {
        counter.add(same);
        [current, same] = [ficheId, []];
      }
      same.push(difference);
    }
  }
  counter.add(same);
  return counter.repeated();
};
