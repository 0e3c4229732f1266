import { wireApi } from '../wiring.ts';

export const handler = wireApi();
