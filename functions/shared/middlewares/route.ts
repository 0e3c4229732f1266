import type { Route } from '../../../schemas/routes/route.ts';
import { Problem } from '../problem.ts';
import { routeTable } from '../router.ts';
import type { Middleware } from './middleware.ts';

/** The gateway already matched the path; its key names the declaration. */
export const findRoute = (routes: Record<string, Route>): Middleware => {
  const table = routeTable(routes);
  return {
    before: ({ event, context }) => {
      const found = table.get(event.routeKey);
      if (!found) throw new Problem('not-found');
      Object.assign(context.request, found);
    },
  };
};
