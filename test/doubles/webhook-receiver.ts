import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  method: string;
  path: string;
}

/** How a partner's machine answers its nth request. */
export type Answering = (nth: number, response: ServerResponse, received: Received) => void;

/** A partner's machine on this one: a real server, which keeps what it was sent. */
export const startReceiver = async (answering: Answering) => {
  const received: Received[] = [];
  let answer = answering;
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const one = {
      headers: request.headers,
      body: Buffer.concat(parts).toString('utf8'),
      method: request.method ?? '',
      path: request.url ?? '',
    };
    received.push(one);
    answer(received.length, response, one);
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/parvis`,
    received,
    answer(next: Answering) {
      answer = next;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
