import { wireReputation } from '../wiring/reputation.ts';

export const handler = wireReputation();
