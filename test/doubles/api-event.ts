import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ApiLambdaContext } from '../../functions/shared/middlewares/middleware.ts';

export interface Asked {
  /** As the gateway names it: `GET /account`. */
  route: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as JSON, or as it is when it is already text. */
  body?: unknown;
  /** Sent as a page sends it, from a page of `https://parvis.exemple.fr` unless `headers` say otherwise. */
  form?: Record<string, string>;
  headers?: Record<string, string | undefined>;
  cookies?: string[];
  token?: string | undefined;
  requestId?: string;
}

/** The site whose forms the tests' functions take. */
export const FORM_ORIGIN = 'https://parvis.exemple.fr';

/** What the gateway hands to a function (payload 2.0). */
export const apiEvent = (asked: Asked): APIGatewayProxyEventV2 => {
  const { route, params, query, form, headers, cookies, token, requestId = 'request-1' } = asked;
  const body = form ? new URLSearchParams(form).toString() : asked.body;
  const [method = '', path = ''] = route.split(' ');
  return {
    version: '2.0',
    routeKey: route,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(form && { 'content-type': 'application/x-www-form-urlencoded', origin: FORM_ORIGIN, 'sec-fetch-site': 'same-origin' }),
      ...headers,
    },
    ...(cookies && { cookies }),
    ...(params && { pathParameters: params }),
    ...(query && { queryStringParameters: query }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.exemple.fr',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId,
      routeKey: route,
      stage: 'api',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1_767_225_600_000,
    },
  };
};

/** Of the invocation's context, the functions read only these. */
export const lambdaContext = (): ApiLambdaContext =>
  ({ awsRequestId: 'invocation-1', functionName: 'test', getRemainingTimeInMillis: () => 30_000 }) as ApiLambdaContext;
