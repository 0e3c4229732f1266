import type { FicheRef } from '../../schemas/fiche.ts';
import type { Clock } from '../shared/clock.ts';
import { stepAtEnd } from './rules/cool-down.ts';
import type { CoolDownStore } from './store/cool-downs.ts';
import { type TellingDependencies, tellRevisions } from './tell-revisions.ts';

interface Dependencies extends TellingDependencies {
  coolDowns: Pick<CoolDownStore, 'due' | 'find' | 'findWaiting'>;
  /** In seconds. */
  coolDown: number;
  clock: Clock;
}

/**
 * Tells what waited until its window ended. Whatever a missed or failed run leaves is told by the next one, and what another run told meanwhile
 * is left alone. A fiche that fails does not keep the others waiting; the run fails once all had their turn.
 */
export const tellDueAlerts = (dependencies: Dependencies) => async (): Promise<void> => {
  const failures: unknown[] = [];
  for (const fiche of await dependencies.coolDowns.due(dependencies.clock()))
    await tell(dependencies, fiche).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
};

const tell = async (dependencies: Dependencies, fiche: FicheRef): Promise<void> => {
  const { coolDowns, coolDown, clock } = dependencies;
  const seen = await coolDowns.find(fiche);
  const at = clock();
  const step = stepAtEnd(seen, at, coolDown);
  if (step) await tellRevisions(dependencies)({ fiche, seen, step, at });
};
