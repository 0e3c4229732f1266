import type { Call, Reply, Route } from '../schemas/routes/route.ts';

/** A refusal of the API, as RFC 9457 tells it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly kind: string;
  readonly body: { title?: string; detail?: string; errors?: { field: string; detail: string }[] };

  constructor(status: number, body: ApiProblem['body'] & { type?: string }) {
    super(`${status} ${body.type ?? ''} ${body.title ?? ''}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.kind = (body.type ?? '').replace('urn:parvis:problem:', '');
    this.body = body;
  }
}

type CallOf<R extends Route> = Record<never, never> extends Call<R> ? [call?: Call<R>] : [call: Call<R>];

/** One typed function per declared route; a refusal throws ApiProblem. */
export type Client<Routes extends Record<string, Route>> = {
  [Name in keyof Routes]: (...call: CallOf<Routes[Name]>) => Promise<Reply<Routes[Name]>>;
};

export interface ClientOptions {
  /** Such as `https://mon.ville.fr/api`. */
  base: string;
  /** The access token of the moment; undefined when nobody is signed in. */
  token?: () => string | undefined;
  send?: typeof fetch;
}

interface AnyCall {
  params?: Record<string, string | number>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

const addressOf = (base: string, route: Route, { params = {}, query = {} }: AnyCall): URL => {
  const address = new URL(base + route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name]))));
  for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, String(value));
  return address;
};

export const client = <Routes extends Record<string, Route>>(
  routes: Routes,
  { base, token, send = fetch }: ClientOptions,
): Client<Routes> => {
  const call = async (route: Route, request: AnyCall = {}): Promise<unknown> => {
    const bearer = token?.();
    const reply = await send(addressOf(base, route, request), {
      method: route.method,
      headers: {
        ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        ...(request.body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
    if (!reply.ok) throw new ApiProblem(reply.status, reply.headers.get('content-type')?.includes('json') ? await reply.json() : {});
    if (!route.response) return undefined;
    return route.response.parse(route.media === 'html' ? await reply.text() : await reply.json());
  };
  const calls = Object.entries(routes).map(([name, route]) => [name, (request?: AnyCall) => call(route, request)] as const);
  return Object.fromEntries(calls) as unknown as Client<Routes>;
};
