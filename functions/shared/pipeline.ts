import middy from '@middy/core';
import type { Route } from '../../schemas/routes/route.ts';
import { checkAccess, type Membership } from './middlewares/access.ts';
import { identifyCaller } from './middlewares/caller.ts';
import { logRequest } from './middlewares/log.ts';
import type { ApiEvent, ApiLambdaContext, ApiResult } from './middlewares/middleware.ts';
import { takeOwnForms } from './middlewares/own-forms.ts';
import { answerProblems } from './middlewares/problems.ts';
import { findRoute } from './middlewares/route.ts';
import { answer, type UseCases } from './router.ts';
import type { VerifyToken } from './token.ts';

export interface ApiDependencies<Routes extends Record<string, Route>> {
  routes: Routes;
  useCases: UseCases<Routes>;
  verifyToken: VerifyToken;
  membership: Membership;
  /** Whose pages may send the forms of these routes. */
  siteAddress?: string;
}

/** Everything that happens to a request, in order: the whole life of an answer is on this screen. */
export const api = <Routes extends Record<string, Route>>({
  routes,
  useCases,
  verifyToken,
  membership,
  siteAddress,
}: ApiDependencies<Routes>) =>
  middy<ApiEvent, ApiResult, Error, ApiLambdaContext>()
    .use(logRequest())
    .use(answerProblems(routes))
    .use(findRoute(routes))
    .use(takeOwnForms(routes, siteAddress))
    .use(identifyCaller(verifyToken))
    .use(checkAccess(membership))
    .handler((event, { request }) => answer(useCases, request, event));
