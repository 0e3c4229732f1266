import { editCounter, type Repetition, repetitionOf } from '../../functions/fiches/rules/significance/repetition.ts';
import type { Difference } from '../../schemas/revision.ts';

/** The repetition of an import that makes these differences, each to a fiche of its own. */
export const repetitionIn = (differences: Difference[]): Repetition => {
  const counter = editCounter();
  for (const difference of differences) counter.add([difference]);
  return repetitionOf(counter.repeated());
};
