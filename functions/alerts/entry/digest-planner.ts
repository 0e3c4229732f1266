import { wireDigestPlanner } from '../wiring/digest-planner.ts';

export const handler = wireDigestPlanner();
