import { wireExchanges } from '../wiring/exchanges.ts';

export const handler = wireExchanges();
