import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiResult } from '../../functions/shared/middlewares/middleware.ts';
import { apiAnswer, apiEvent } from '../../local/http/api-event.ts';
import { jwtAuthorizer } from '../../local/http/authorizer.ts';
import { type Answer, jsonAnswer, readBody } from '../../local/http/exchange.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { API_SCOPE } from '../../schemas/token.ts';

type Handler = (event: ReturnType<typeof apiEvent>) => Promise<ApiResult>;

interface Group {
  routes: Record<string, Route>;
  handler: Handler;
}

const patternOf = ({ path }: Route): RegExp => new RegExp(`^/api${path.replace(/\./g, '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/** Functions behind their declared routes at an address of this machine, with the gateway's own look at tokens: no assembly, no process of their own. */
export const startGateway = async ({ audience }: { audience: string }) => {
  let groups: Group[] = [];
  const answer = async (incoming: IncomingMessage): Promise<Answer> => {
    const { pathname } = new URL(incoming.url ?? '', address);
    const found = groups
      .flatMap(({ routes, handler }) => Object.values(routes).map((route) => ({ route, handler, match: patternOf(route).exec(pathname) })))
      .find(({ route, match }) => match && route.method === incoming.method);
    if (!found) return jsonAnswer(404, { message: 'Not Found' });
    const { route, handler, match } = found;
    const scopes = route.access === 'public' ? [] : [API_SCOPE];
    const authorization = scopes.length > 0 ? await authorize(incoming.headers.authorization, scopes) : undefined;
    if (authorization?.granted === false) return jsonAnswer(authorization.status, { message: 'refused by the gateway' });
    const question = {
      method: route.method,
      address: incoming.url ?? '',
      headers: incoming.headers,
      body: (await readBody(incoming)) ?? Buffer.alloc(0),
      from: '192.0.2.1',
    };
    const matched = {
      routeKey: `${route.method} ${route.path}`,
      apiId: 'api',
      account: '000000000000',
      region: 'eu-west-3',
      stage: 'api',
      pathParameters: { ...match?.groups },
      claims: authorization?.claims,
      scopes,
    };
    return apiAnswer(await handler(apiEvent(question, matched)));
  };
  const server = createServer((incoming, outgoing) => {
    void answer(incoming)
      .catch((error: Error) => jsonAnswer(500, { message: error.stack }))
      .then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const authorize = jwtAuthorizer({ JwtConfiguration: { Issuer: `${address}/api/identity`, Audience: [audience] } });
  return {
    address,
    /** From here on these functions answer, as after a deployment; the gateway goes on with the issuer's keys that it has read. */
    deploy(next: Group[]) {
      groups = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
