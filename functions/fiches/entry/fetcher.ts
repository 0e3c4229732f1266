import { wireFetcher } from '../wiring/fetcher.ts';

export const handler = wireFetcher();
