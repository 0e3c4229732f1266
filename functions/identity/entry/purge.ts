import { wirePurge } from '../wiring/purge.ts';

export const handler = wirePurge();
