import { wireDepartures } from '../wiring/departures.ts';

export const handler = wireDepartures();
