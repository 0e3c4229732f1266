import { wirePlanner } from '../wiring/planner.ts';

export const handler = wirePlanner();
