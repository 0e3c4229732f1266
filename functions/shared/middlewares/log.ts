import { errorFields, log, logContext } from '../log.ts';
import { Problem } from '../problem.ts';
import type { Middleware } from './middleware.ts';

/** X-Ray's trace id where there is one: the same number leads from a caller's problem to the logs and to the trace. */
const traceId = (header: string | undefined): string | undefined => /Root=([\w-]+)/.exec(header ?? '')?.[1];

/** One line per request, whatever becomes of it, and one correlation id for all that it sets off. */
export const logRequest = (): Middleware => {
  const started = new WeakMap<object, number>();
  const done: Middleware['after'] = ({ event, context, response, error }) => {
    const { name, caller } = context.request;
    const status = response?.statusCode ?? 500;
    log(status < 400 ? 'request.answered' : status < 500 ? 'request.refused' : 'request.failed', {
      route: name ?? event.routeKey,
      status,
      ...(caller && { accountId: caller.accountId }),
      ...(error instanceof Problem ? { problem: error.kind } : error && errorFields(error)),
      milliseconds: Date.now() - (started.get(context) ?? 0),
    });
  };
  return {
    before: ({ event, context }) => {
      started.set(context, Date.now());
      const correlationId = traceId(process.env['_X_AMZN_TRACE_ID']) ?? event.requestContext.requestId;
      context.request = { correlationId } as typeof context.request;
      logContext({ correlationId, requestId: context.awsRequestId });
    },
    after: done,
    onError: done,
  };
};
