import { Problem } from '../problem.ts';
import type { VerifyToken } from '../token.ts';
import type { Middleware } from './middleware.ts';

/** Reads the access token of every route that is not public; without a good one the request ends here. */
export const identifyCaller = (verifyToken: VerifyToken): Middleware => ({
  before: async ({ event, context }) => {
    const { request } = context;
    if (request.route.access === 'public') return;
    const token = /^Bearer (.+)$/i.exec(event.headers['authorization'] ?? '')?.[1];
    if (!token) throw new Problem('unauthenticated');
    const caller = await verifyToken(token);
    if (!caller) throw new Problem('unauthenticated', 'Votre session a expiré ou le jeton n’est pas valable pour ce service.');
    request.caller = caller;
  },
});
