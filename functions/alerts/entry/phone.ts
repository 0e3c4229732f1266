import { wirePhone } from '../wiring/phone.ts';

export const handler = wirePhone();
