import { randomUUID } from 'node:crypto';
import type { Claims } from './authorizer.ts';
import type { Answer, Question } from './exchange.ts';

/** Where an event goes, and what the gateway found out before. */
export interface Matched {
  routeKey: string;
  apiId: string;
  account: string;
  region: string;
  stage: string;
  pathParameters: Record<string, string>;
  claims: Claims | undefined;
  scopes: string[];
}

/** Who calls the gateway: a distribution. */
const FRONT = '192.0.2.254';

/** Bodies of these types come as text; all others, forms too, in base64. */
const isText = (type: string): boolean => /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml))\b)/.test(type);

const joined = (entries: Iterable<[string, string]>): Record<string, string> => {
  const result: Record<string, string> = {};
  for (const [name, value] of entries) result[name] = name in result ? `${result[name]},${value}` : value;
  return result;
};

const claimText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));

const authorizerOf = ({ claims, scopes }: Matched) =>
  claims && {
    jwt: {
      claims: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(value)])),
      scopes: scopes.length > 0 ? scopes : null,
    },
  };

const time = (now: Date): string => {
  const [, day, month, year, clock] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
};

/** The event of an HTTP API, payload format 2.0. */
export const apiEvent = (question: Question, matched: Matched) => {
  const { pathname, search, searchParams } = new URL(question.address, 'http://api');
  const { cookie, ...others } = question.headers;
  const now = new Date();
  const domainName = `${matched.apiId}.execute-api.${matched.region}.amazonaws.com`;
  const text = isText(question.headers['content-type'] ?? 'text/plain');
  const authorizer = authorizerOf(matched);
  return {
    version: '2.0',
    routeKey: matched.routeKey,
    rawPath: pathname,
    rawQueryString: search.slice(1),
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: {
      ...Object.fromEntries(Object.entries(others).map(([name, value]) => [name, [value].flat().join(',')])),
      host: domainName,
      'x-forwarded-for': [question.headers['x-forwarded-for'] ?? [], FRONT].flat().join(', '),
    },
    ...(search.length > 1 && { queryStringParameters: joined(searchParams) }),
    ...(Object.keys(matched.pathParameters).length > 0 && { pathParameters: matched.pathParameters }),
    requestContext: {
      accountId: matched.account,
      apiId: matched.apiId,
      ...(authorizer && { authorizer }),
      domainName,
      domainPrefix: matched.apiId,
      http: {
        method: question.method,
        path: pathname,
        protocol: 'HTTP/1.1',
        sourceIp: question.from,
        userAgent: question.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: matched.routeKey,
      stage: matched.stage,
      time: time(now),
      timeEpoch: now.getTime(),
    },
    ...(question.body.length > 0 && { body: question.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: question.body.length > 0 && !text,
  };
};

interface StructuredResult {
  statusCode: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

const isStructured = (result: unknown): result is StructuredResult =>
  typeof result === 'object' && result !== null && 'statusCode' in result;

/** What a function returned, as an answer: a value without a status is a 200 in JSON. */
export const apiAnswer = (result: unknown): Answer => {
  const {
    statusCode,
    headers = {},
    cookies,
    body = '',
    isBase64Encoded,
  }: StructuredResult = isStructured(result)
    ? result
    : { statusCode: 200, body: typeof result === 'string' ? result : JSON.stringify(result) };
  return {
    status: statusCode,
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
      ...(cookies && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
};
