import { wireFederation } from '../wiring/federation.ts';

export const handler = wireFederation();
