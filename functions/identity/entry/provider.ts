import { wireProvider } from '../wiring/provider.ts';

export const handler = wireProvider();
