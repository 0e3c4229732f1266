import { wireHoldings } from '../wiring/holdings.ts';

export const handler = wireHoldings();
