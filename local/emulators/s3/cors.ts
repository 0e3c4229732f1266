import type { IncomingMessage, ServerResponse } from 'node:http';

export interface CorsRule {
  AllowedOrigins: string[];
  AllowedMethods: string[];
  AllowedHeaders?: string[];
  ExposedHeaders?: string[];
  MaxAge?: number;
}

const matches = (pattern: string, value: string): boolean => {
  const [start = '', end] = pattern.toLowerCase().split('*');
  const text = value.toLowerCase();
  return end === undefined ? text === start : text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
};

const listed = (header: string | undefined): string[] => (header ?? '').split(',').flatMap((name) => name.trim() || []);

/**
 * Sets the headers by which a browser lets another origin's page read the answer, when a rule of the bucket allows it. For a preflight the
 * answer is whether a rule does.
 */
export const allowOrigin = (rules: CorsRule[], request: IncomingMessage, response: ServerResponse): boolean => {
  const { origin } = request.headers;
  if (!origin) return false;
  const preflight = request.method === 'OPTIONS';
  const method = preflight ? request.headers['access-control-request-method'] : request.method;
  const asked = preflight ? listed(request.headers['access-control-request-headers']) : [];
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
      AllowedMethods.includes(method ?? '') &&
      AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      asked.every((name) => AllowedHeaders.some((pattern) => matches(pattern, name))),
  );
  response.setHeader('vary', 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method');
  if (!rule) return false;
  response.setHeader('access-control-allow-origin', rule.AllowedOrigins.includes('*') ? '*' : origin);
  response.setHeader('access-control-allow-methods', rule.AllowedMethods.join(', '));
  if (asked.length > 0) response.setHeader('access-control-allow-headers', asked.join(', '));
  if (rule.ExposedHeaders?.length) response.setHeader('access-control-expose-headers', rule.ExposedHeaders.join(', '));
  if (preflight && rule.MaxAge !== undefined) response.setHeader('access-control-max-age', String(rule.MaxAge));
  return true;
};
