import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Meter, openMeter } from '../../local/iam/meter.ts';
import type { Certificate } from './certificate.ts';

/** A door to DynamoDB that counts what passes. */
export interface MeteredDoor {
  url: string;
  meter: Meter;
  stop(): Promise<void>;
}

export const openMeteredDoor = async (upstream: string, certificate: Certificate): Promise<MeteredDoor> => {
  const meter = openMeter();
  const { hostname, port } = new URL(upstream);
  const pass = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const { method = 'POST', url = '/', headers } = incoming;
    const request = { method, url: new URL(url, upstream), headers, body: Buffer.concat(parts) };
    const call = { caller: /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '', service: 'dynamodb' as const, request };
    const body = meter.count(call);
    const passed = forward({ hostname, port, method, path: url, headers: { ...headers, 'content-length': body.length } }, (answer) => {
      void meter.read(call, answer);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end(body);
  };
  const server = createServer(certificate, (incoming, response) => {
    pass(incoming, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    meter,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
};
