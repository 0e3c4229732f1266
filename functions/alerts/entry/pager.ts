import { wirePager } from '../wiring/pager.ts';

export const handler = wirePager();
