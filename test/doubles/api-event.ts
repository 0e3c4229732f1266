import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ApiLambdaContext } from '../../functions/shared/middlewares/middleware.ts';

export interface Asked {
  /** As the gateway names it: `GET /account`. */
  route: string;
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as JSON, or as it is when it is already text. */
  body?: unknown;
  token?: string | undefined;
  requestId?: string;
}

/** What the gateway hands to a function (payload 2.0). */
export const apiEvent = ({ route, params, query, body, token, requestId = 'request-1' }: Asked): APIGatewayProxyEventV2 => {
  const [method = '', path = ''] = route.split(' ');
  return {
    version: '2.0',
    routeKey: route,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }) },
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
