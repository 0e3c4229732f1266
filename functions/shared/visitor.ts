import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Visitor } from './context.ts';

const cookiesOf = (lines: readonly string[]): Map<string, string> =>
  new Map(
    lines.flatMap((line) => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : [];
    }),
  );

/** The front adds whom it speaks for, then the gateway adds the front: the caller is the last but one. What callers claim themselves stands before. */
const addressOf = (event: APIGatewayProxyEventV2): string => {
  const passed = (event.headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim());
  return passed.at(-2) || passed.at(-1) || event.requestContext.http.sourceIp;
};

export const visitorOf = (event: APIGatewayProxyEventV2): Visitor => ({
  address: addressOf(event),
  agent: event.requestContext.http.userAgent,
  cookies: cookiesOf(event.cookies ?? []),
});
