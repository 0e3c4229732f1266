import { consumers } from '../../../schemas/events/index.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { onFicheDeclaredSignificant } from '../on-fiche-declared-significant.ts';
import { planningDependencies } from './planning.ts';

export const wirePlanner = () =>
  eventConsumer(consumers['alerts-planner'], {
    'fiche.declared-significant': onFicheDeclaredSignificant(planningDependencies(readEnvironment('alerts-planner'))),
  });
