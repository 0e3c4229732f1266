import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Assembly } from '../assembly.ts';
import type { Mount } from '../emulator.ts';
import type { Functions } from '../functions.ts';
import { messageOf } from '../triggers/trigger.ts';
import { httpApi } from './api.ts';
import { bucketOrigin } from './bucket.ts';
import { distribution } from './distribution.ts';
import { jsonAnswer, type Origin, readBody } from './exchange.ts';

/** The one address that people and programs use. */
export interface Front {
  address: string;
  /** Until then every request waits: the address has to be known before what is behind it. */
  open: (behind: Origin, mounts: Mount[]) => void;
  stop: () => Promise<void>;
}

export interface Surroundings {
  assembly: Assembly;
  functions: Functions;
  /** Address of the S3 emulator. */
  s3Address: string;
  report: (message: string) => void;
}

/** The distribution that no other one stands before, with all that it leads to: other distributions, buckets and the API. */
export const frontOrigin = (surroundings: Surroundings): Origin => {
  const { assembly, s3Address } = surroundings;
  const attribute = (stack: string, id: string, name: string): string => String(assembly.resolve(stack, { 'Fn::GetAtt': [id, name] }));
  const distributions = assembly.resources('AWS::CloudFront::Distribution');
  const buckets = assembly.resources('AWS::S3::Bucket').map((bucket) => ({
    bucket,
    domain: attribute(bucket.stack, bucket.id, 'RegionalDomainName'),
  }));
  const originsOf = ({ props }: (typeof distributions)[number]): string[] =>
    (props['DistributionConfig'] as unknown as { Origins: { DomainName: string }[] }).Origins.map(({ DomainName }) => DomainName);

  const here = (text: string): string =>
    buckets.reduce((rest, { domain }) => rest.replaceAll(`https://${domain}`, assembly.place.awsAddress), text);

  const origin = (domainName: string): Origin => {
    const bucket = buckets.find(({ domain }) => domain === domainName)?.bucket;
    if (bucket) return bucketOrigin(assembly, bucket, s3Address);
    const api = assembly
      .resources('AWS::ApiGatewayV2::Api')
      .find(({ stack, id }) => attribute(stack, id, 'ApiEndpoint') === `https://${domainName}`);
    if (api) return httpApi(surroundings, api);
    const behind = distributions.find(({ stack, id }) => attribute(stack, id, 'DomainName') === domainName);
    if (behind) return distribution(assembly, behind, { origin, here });
    throw new Error(`nothing in the assembly answers at ${domainName}`);
  };

  const reached = new Set(distributions.flatMap(originsOf));
  const first = distributions.filter(({ stack, id }) => !reached.has(attribute(stack, id, 'DomainName')));
  if (first.length !== 1 || !first[0])
    throw new Error(`the local system serves one front distribution, and the assembly has ${first.length}`);
  return distribution(assembly, first[0], { origin, here });
};

const isUnder = (prefix: string, address = '/'): boolean =>
  address === prefix || address.startsWith(`${prefix}/`) || address.startsWith(`${prefix}?`);

const respond = async (incoming: IncomingMessage, response: ServerResponse, behind: Origin): Promise<void> => {
  const body = await readBody(incoming);
  const { method = 'GET', url: address = '/', headers } = incoming;
  const from = incoming.socket.remoteAddress ?? '127.0.0.1';
  const answer = body ? await behind({ method, address, headers, body, from }) : jsonAnswer(413, { message: 'Request Entity Too Large' });
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  response.end(method === 'HEAD' ? undefined : answer.body);
};

const KEPT_OPEN_MILLISECONDS = 60_000;

/** Listens on the loopback, on the wanted port when it is free and else on any. */
const listen = (server: ReturnType<typeof createServer>, port: number): Promise<void> =>
  new Promise((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && port !== 0) listening(listen(server, 0));
      else failed(error);
    });
    server.listen(port, '127.0.0.1', () => listening());
  });

/** `localhost` and not a number: browsers let nobody use a passkey at an address that is no name. */
export const openFront = async (port: number, report: (message: string) => void): Promise<Front> => {
  let open: (opened: { behind: Origin; mounts: Mount[] }) => void = () => {};
  const opened = new Promise<{ behind: Origin; mounts: Mount[] }>((resolve) => {
    open = resolve;
  });
  const server = createServer((incoming, response) => {
    opened
      .then(({ behind, mounts }) => {
        const mount = mounts.find(({ prefix }) => isUnder(prefix, incoming.url));
        return mount ? mount.handle(incoming, response) : respond(incoming, response, behind);
      })
      .catch((error: unknown) => {
        report(`${incoming.method} ${incoming.url}: ${messageOf(error)}`);
        if (!response.headersSent) response.writeHead(502);
        response.end();
      });
  });
  server.keepAliveTimeout = KEPT_OPEN_MILLISECONDS;
  await listen(server, port);
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}`,
    open: (behind, mounts) => open({ behind, mounts }),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
};
