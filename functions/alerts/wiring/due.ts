import { readEnvironment } from '../../shared/environment.ts';
import { tellDueAlerts } from '../tell-due-alerts.ts';
import { planningDependencies } from './planning.ts';

export const wireDue = () => tellDueAlerts(planningDependencies(readEnvironment('alerts-due')));
