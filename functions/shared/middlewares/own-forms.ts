import type { Route } from '../../../schemas/routes/route.ts';
import { Problem } from '../problem.ts';
import type { Middleware } from './middleware.ts';

const REFUSED = 'Cette demande ne vient pas de notre site. Ouvrez la page depuis Parvis et recommencez.';

/**
 * A form is taken only from a page of ours: another site could have a browser send it, with the person's own cookies. Browsers say where
 * a form comes from; who says nothing is refused.
 */
export const takeOwnForms = (routes: Record<string, Route>, siteAddress: string | undefined): Middleware => {
  if (siteAddress === undefined && Object.values(routes).some(({ form }) => form)) throw new Error('forms need to know their own site');
  const ownOrigin = siteAddress === undefined ? undefined : new URL(siteAddress).origin;
  return {
    before: ({ event, context }) => {
      if (!context.request.route.form) return;
      const site = event.headers['sec-fetch-site'];
      const origin = event.headers['origin'];
      const own = site === undefined ? origin === ownOrigin : site === 'same-origin' && (origin === undefined || origin === ownOrigin);
      if (!own) throw new Problem('forbidden', REFUSED);
    },
  };
};
