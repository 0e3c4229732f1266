import { wireIdentities } from '../wiring/identities.ts';

export const handler = wireIdentities();
