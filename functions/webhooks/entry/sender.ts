import { wireSender } from '../wiring/sender.ts';

export const handler = wireSender();
