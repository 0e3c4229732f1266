import * as z from 'zod/mini';
import { Session } from '../session.ts';
import { defineRoute } from './route.ts';

/** What somebody who is signed in decides about their own sign-in. */
export const identity = {
  listSessions: defineRoute({
    method: 'GET',
    path: '/account/sessions',
    summary: 'Lister les appareils où je suis connecté',
    access: 'signed-in',
    status: 200,
    response: z.object({ items: z.array(Session) }),
    problems: [],
  }),
};
