import * as z from 'zod/mini';
import { defineRoute } from './route.ts';

const aPage = { access: 'public', status: 200, media: 'html' } as const;
const Html = z.string();

/** The pages of sign-in, sign-up and all that goes with them: they need no script. */
export const identityPages = {
  showSignedOutPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/signed-out',
    summary: 'Page qui dit que la déconnexion est faite',
    response: Html,
    problems: [],
  }),
};
