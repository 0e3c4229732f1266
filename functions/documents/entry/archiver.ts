import { wireArchiver } from '../wiring/archiver.ts';

export const handler = wireArchiver();
