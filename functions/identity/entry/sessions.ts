import { wireSessions } from '../wiring/sessions.ts';

export const handler = wireSessions();
