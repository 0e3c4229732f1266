import { wireOutbox } from '../wiring.ts';

export const handler = wireOutbox();
