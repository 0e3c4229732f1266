import { wirePages } from '../wiring/pages.ts';

export const handler = wirePages();
