import { wireApi } from '../wiring/api.ts';

export const handler = wireApi();
