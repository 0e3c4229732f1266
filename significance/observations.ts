import { differenceOf } from '../functions/fiches/rules/difference.ts';
import { evidenceOf } from '../functions/fiches/rules/significance/evidence.ts';
import { type ModelName, measuresOf } from '../functions/fiches/rules/significance/model.ts';
import { editCounter, repetitionOf } from '../functions/fiches/rules/significance/repetition.ts';
import type { Difference } from '../schemas/revision.ts';
import { type LabelledRevision, readLabelledFolder } from './labelled-folder.ts';

/** A labelled revision as the models see it. */
export interface Observation {
  pair: string;
  significant: boolean;
  measures: Record<ModelName, number[]>;
}

type Compared = LabelledRevision & { difference: Difference };

const compare = async (folder: string): Promise<Compared[]> => {
  const compared: Compared[] = [];
  for await (const revision of readLabelledFolder(folder))
    compared.push({ ...revision, difference: differenceOf(revision.before, revision.after) });
  return compared;
};

/** Edits are counted over a whole snapshot pair, as over a whole import. */
export const observe = async (folder: string): Promise<Observation[]> => {
  const pairs = Map.groupBy(await compare(folder), ({ pair }) => pair);
  return [...pairs].flatMap(([pair, revisions]) => {
    const counter = editCounter();
    for (const { difference } of revisions) counter.add([difference]);
    const repetition = repetitionOf(counter.repeated());
    return revisions.map(({ significant, ...revised }): Observation => {
      const evidence = evidenceOf({ ...revised, repetition });
      return { pair, significant, measures: { dated: measuresOf('dated', evidence), undated: measuresOf('undated', evidence) } };
    });
  });
};
