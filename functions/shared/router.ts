import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { Input, Output, Route } from '../../schemas/routes/route.ts';
import { checked } from './checked.ts';
import type { Context, RequestState } from './context.ts';
import { isDeeperThan } from './depth.ts';
import { fileAnswer } from './file-answer.ts';
import { formOf } from './form.ts';
import type { ApiResult } from './middlewares/middleware.ts';
import { pageAnswer } from './page-answer.ts';
import { type FieldError, Problem } from './problem.ts';
import { visitorOf } from './visitor.ts';

/** One use case per route: leaving one out does not compile. */
export type UseCases<Routes extends Record<string, Route>> = {
  [Name in keyof Routes]: (input: Input<Routes[Name]>, context: Context<Routes[Name]>) => Promise<Output<Routes[Name]>>;
};

/** One use case on its own. */
export type UseCase<R extends Route> = (input: Input<R>, context: Context<R>) => Promise<Output<R>>;

export const routeTable = (routes: Record<string, Route>): Map<string, { name: string; route: Route }> =>
  new Map(Object.entries(routes).map(([name, route]) => [`${route.method} ${route.path}`, { name, route }]));

const parts = ['params', 'query', 'body'] as const;

/** DILA's deepest fiche has 32 levels. Everything that reads a body calls itself at each of them. */
const MAX_DEPTH = 200;

/** A caller mends a few at a time; all of a large body would not fit an answer. */
const MAX_ERRORS = 20;

const jsonBody = (event: APIGatewayProxyEventV2): unknown => {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : event.body;
  if (!text) return undefined;
  const body = parsed(text);
  if (isDeeperThan(body, MAX_DEPTH)) throw new Problem('invalid', `Le corps de la demande a plus de ${MAX_DEPTH} niveaux.`);
  return body;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem('invalid', 'Le corps de la demande n’est pas du JSON.');
  }
};

const fieldErrors = (part: string, error: z.core.$ZodError): FieldError[] =>
  error.issues.slice(0, MAX_ERRORS).map((issue) => ({ field: [part, ...issue.path].join('.'), detail: issue.message }));

const parse = async (route: Route, event: APIGatewayProxyEventV2): Promise<Record<string, unknown>> => {
  const input: Record<string, unknown> = {};
  const errors: FieldError[] = [];
  for (const part of parts) {
    const schema = route[part];
    if (!schema) continue;
    const raw = part === 'params' ? event.pathParameters : part === 'query' ? (event.queryStringParameters ?? {}) : jsonBody(event);
    const result = await checked(schema, raw);
    if (result.success) input[part] = result.data;
    else errors.push(...fieldErrors(part, result.error));
  }
  if (errors.length > 0) throw new Problem('invalid', undefined, errors);
  if (route.form) input['form'] = await formOf(route.form, event);
  return input;
};

/** parse ▸ use case ▸ answer. An answer that does not fit its schema is our fault: it throws, and the caller gets a 500. */
export const answer = async <Routes extends Record<string, Route>>(
  useCases: UseCases<Routes>,
  { name, route, caller, correlationId }: RequestState,
  event: APIGatewayProxyEventV2,
): Promise<ApiResult> => {
  const input = await parse(route, event);
  const context = {
    caller: route.access === 'public' ? undefined : caller,
    trail: route.audit ? { actor: caller?.accountId ?? 'public', action: route.audit, correlationId } : undefined,
    problem: (kind: Problem['kind'], detail?: string) => new Problem(kind, detail),
    visitor: visitorOf(event),
  };
  const result: unknown = await useCases[name as keyof Routes]?.(input as never, context as never);
  if (route.media === 'html') return pageAnswer(result as Output<Route & { media: 'html' }>, route.status);
  if (route.media === 'file') return fileAnswer(result as Output<Route & { media: 'file' }>, route.status);
  if (!route.response) return { statusCode: route.status };
  return { statusCode: route.status, body: JSON.stringify(route.response.parse(result)) };
};
