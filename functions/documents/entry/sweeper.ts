import { wireSweeper } from '../wiring/sweeper.ts';

export const handler = wireSweeper();
