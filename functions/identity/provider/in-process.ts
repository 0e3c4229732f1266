import { IncomingMessage, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ApiResult } from '../../shared/middlewares/middleware.ts';

/** Stands where a connection would be: what is written to it goes nowhere. */
class NoSocket extends Duplex {
  override _read(): void {}
  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }
  setTimeout(): this {
    return this;
  }
}

export interface Asked {
  method: string;
  /** Path within the provider, with its query. */
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What the issuer's own address says of a request: nothing that a caller sends can change for which host the provider believes to speak. */
const surely = (issuer: URL): Record<string, string> => ({
  host: issuer.host,
  'x-forwarded-host': issuer.host,
  'x-forwarded-proto': issuer.protocol.slice(0, -1),
});

/** A gateway's event as the provider is asked; undefined for an address that is not below the issuer. */
export const askedBy = (event: APIGatewayProxyEventV2, issuer: URL): Asked | undefined => {
  if (!event.rawPath.startsWith(`${issuer.pathname}/`)) return undefined;
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  const headers = Object.fromEntries(
    Object.entries(event.headers).flatMap(([name, value]) => (value ? [[name.toLowerCase(), value]] : [])),
  );
  const { 'content-length': _length, 'x-forwarded-for': _passedOn, ...sent } = headers;
  return {
    method: event.requestContext.http.method,
    url: `${event.rawPath.slice(issuer.pathname.length)}${event.rawQueryString && `?${event.rawQueryString}`}`,
    headers: { ...sent, ...(event.cookies?.length && { cookie: event.cookies.join('; ') }), ...surely(issuer) },
    body,
  };
};

const messageOf = ({ method, url, headers, body }: Asked, mount: string): IncomingMessage => {
  const all = { ...headers, ...(body && { 'content-length': String(Buffer.byteLength(body)) }) };
  const message = new IncomingMessage(new NoSocket() as never);
  Object.assign(message, { method, url, headers: all, originalUrl: `${mount}${url}`, complete: true });
  message.push(body || null);
  if (body) message.push(null);
  return message;
};

const resultOf = (response: ServerResponse, parts: Buffer[]): ApiResult => {
  const headers: Record<string, string> = {};
  let cookies: string[] = [];
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (name === 'set-cookie') cookies = [value ?? []].flat().map(String);
    else if (value !== undefined) headers[name] = String(value);
  }
  const body = Buffer.concat(parts).toString('utf8');
  return { statusCode: response.statusCode, headers, ...(cookies.length > 0 && { cookies }), body };
};

/** What answers a request of Node's own HTTP server. */
export type Listener = (message: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/** Asks a listener of Node's own HTTP server, without any server; what it answers is text. */
export const inProcess =
  (listener: Listener, mount: string) =>
  (asked: Asked): Promise<ApiResult> =>
    new Promise((resolve, reject) => {
      const message = messageOf(asked, mount);
      const response = new ServerResponse(message);
      const parts: Buffer[] = [];
      const keep = (chunk: unknown): void => {
        if (typeof chunk === 'string' || chunk instanceof Uint8Array) parts.push(Buffer.from(chunk as string));
      };
      response.write = ((chunk: unknown) => {
        keep(chunk);
        return true;
      }) as typeof response.write;
      response.end = ((chunk?: unknown) => {
        keep(chunk);
        resolve(resultOf(response, parts));
        response.emit('finish');
        return response;
      }) as typeof response.end;
      listener(message, response).catch(reject);
    });
