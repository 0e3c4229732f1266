import { wireLetters } from '../wiring/letters.ts';

export const handler = wireLetters();
