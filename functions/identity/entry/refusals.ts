import { wireRefusals } from '../wiring/refusals.ts';

export const handler = wireRefusals();
