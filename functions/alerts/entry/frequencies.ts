import { wireFrequencies } from '../wiring/frequencies.ts';

export const handler = wireFrequencies();
