import * as z from 'zod/mini';
import { Problem, problemBody } from '../../../functions/shared/problem.ts';
import { type Answer, json } from '../../../local/emulators/web-service.ts';
import { routes } from '../../../schemas/routes/index.ts';
import type { Input, Output, Route } from '../../../schemas/routes/route.ts';

type Routes = typeof routes;

/** What routes answer; another is « not found ». They throw `Problem`. */
export type Answers = { [Name in keyof Routes]?: (input: Input<Routes[Name]>) => Output<Routes[Name]> | Promise<Output<Routes[Name]>> };

interface Asked {
  method: string;
  address: URL;
  body: string;
  signedIn: boolean;
}

const paramsAt = ({ path }: Route, pathname: string): Record<string, string> | undefined =>
  new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(pathname)?.groups ?? (path === pathname ? {} : undefined);

/** Reads what was sent as the route declares it, so that no page sends what the API would refuse. */
const parse = (route: Route, { address, body }: Asked, params: Record<string, string>): unknown => {
  const given = { params, query: Object.fromEntries(address.searchParams), body: body === '' ? undefined : JSON.parse(body) };
  const input: Record<string, unknown> = {};
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = route[part];
    if (!schema) continue;
    const read = z.safeParse(schema, given[part]);
    if (!read.success) {
      const errors = read.error.issues.map(({ path, message }) => ({ field: [part, ...path].join('.'), detail: message }));
      throw new Problem('invalid', undefined, errors);
    }
    input[part] = read.data;
  }
  return input;
};

const answerOf = async (answers: Answers, asked: Asked): Promise<Answer> => {
  const pathname = asked.address.pathname.replace(/^\/api/, '');
  for (const [name, route] of Object.entries(routes) as [keyof Routes, Route][]) {
    const params = route.method === asked.method ? paramsAt(route, pathname) : undefined;
    const answer = answers[name] as ((input: unknown) => unknown) | undefined;
    if (!params || !answer) continue;
    if (route.access !== 'public' && !asked.signedIn) throw new Problem('unauthenticated');
    const said = await answer(parse(route, asked, params));
    return route.response ? json(route.status, route.response.parse(said)) : { status: route.status };
  }
  throw new Problem('not-found');
};

/** The API as a page meets it: requests and answers are held to the routes that are declared. */
export const answerAsApi = async (answers: Answers, asked: Asked): Promise<Answer> => {
  try {
    return await answerOf(answers, asked);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return json(error.status, problemBody(error, 'test'), 'application/problem+json');
  }
};
