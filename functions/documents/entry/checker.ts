import { wireChecker } from '../wiring/checker.ts';

export const handler = wireChecker();
