import { wireIndex } from '../wiring/index.ts';

export const handler = wireIndex();
