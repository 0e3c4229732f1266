import { wireAddresses } from '../wiring/addresses.ts';

export const handler = wireAddresses();
