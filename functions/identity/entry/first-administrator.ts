import { wireFirstAdministrator } from '../wiring/first-administrator.ts';

export const handler = wireFirstAdministrator();
