import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from '../emulator.ts';

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Gives an answer to write, or undefined when it has written its own. */
export type Respond = (request: IncomingMessage, response: ServerResponse) => Promise<Answer | undefined>;

export const json = (status: number, body: unknown, type = 'application/json'): Answer => ({
  status,
  headers: { 'content-type': type },
  body: JSON.stringify(body),
});

export const readAll = async (body: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
};

/** Serves on a free port of the loopback, never on another interface: what is kept here has no lock on its door. */
export const serve = (name: string, respond: Respond): Promise<Emulator> => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { status, headers, body } = (await respond(request, response)) ?? {};
      if (status !== undefined && !response.headersSent) response.writeHead(status, headers).end(body);
    } catch (error) {
      console.error(`${name}: ${request.method} ${request.url}`, error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => stopped());
            server.closeAllConnections();
          }),
      }),
    );
  });
};
