import { wireLeaving } from '../wiring/leaving.ts';

export const handler = wireLeaving();
