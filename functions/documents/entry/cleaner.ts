import { wireCleaner } from '../wiring/cleaner.ts';

export const handler = wireCleaner();
