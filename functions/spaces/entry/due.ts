import { wireDue } from '../wiring/due.ts';

export const handler = wireDue();
