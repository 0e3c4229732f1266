import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Meter } from './meter.ts';
import { listNeed, objectOf } from './needs/objects.ts';
import { needsOf } from './needs.ts';
import { decide, type Need, type Statement } from './policy.ts';
import { refusalOf } from './refusal.ts';
import { type AwsRequest, type Facts, isForm, type Service, services, signatureOf } from './request.ts';

/** What stands behind the gateway, and whom it knows. */
export interface Guarded {
  /** Address of the emulator of each service. */
  upstreams: Record<Service, string>;
  /** By access key id. A key that is not here is the operator's, who may do anything. */
  roles: ReadonlyMap<string, Statement[]>;
  facts: Facts;
  onDenied: (message: string) => void;
  meter?: Meter | undefined;
}

/** One address for every AWS service, that lets a function do what its role allows and nothing more. */
export interface Gateway {
  url: string;
  /** Until then every call waits for its answer: the address has to be known before what is behind it. */
  guard: (guarded: Guarded) => void;
  stop: () => Promise<void>;
}

const KEPT_OPEN_MILLISECONDS = 120_000;

const readBody = async (incoming: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** The fields of an upload form come before its file, and say all that deciding needs. */
const HEAD_BYTES = 64 * 1024;

const readHead = async (incoming: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming.iterator({ destroyOnReturn: false })) {
    parts.push(part as Buffer);
    size += (part as Buffer).length;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts);
};

/** What is not signed is not let in: nothing of ours is open to the public. */
const NOBODY_MAY: Statement[] = [];

const isService = (name: string): name is Service => services.includes(name as Service);

interface Call {
  request: AwsRequest;
  /** Undefined when the caller is the operator, or a browser that asks what it may send. */
  statements: Statement[] | undefined;
  service: Service;
  caller: string;
  /** Only the beginning of the body was read, if any of it: the rest goes on as it comes. */
  streamed: boolean;
}

const readCall = async (incoming: IncomingMessage, roles: Guarded['roles']): Promise<Call> => {
  const request: AwsRequest = {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://gateway'),
    headers: incoming.headers,
    body: Buffer.alloc(0),
  };
  const early = signatureOf(request);
  const form = isForm(request);
  const streamed = form || (request.method === 'PUT' && (!early || early.service === 's3'));
  if (form) request.body = await readHead(incoming);
  else if (!streamed) request.body = await readBody(incoming);
  const signature = early ?? signatureOf(request);
  const service = signature?.service ?? 's3';
  if (!isService(service)) throw new Error(`the AWS service ${service} is not emulated by the local system`);
  const caller = signature?.accessKeyId ?? 'anonymous';
  const statements = signature ? roles.get(caller) : NOBODY_MAY;
  return { request, service, caller, streamed, statements: request.method === 'OPTIONS' ? undefined : statements };
};

const refusedNeed = (statements: Statement[], needs: Need[]): { need: Need; why: string } | undefined => {
  for (const need of needs) {
    const decision = decide(statements, need);
    if (!decision.allowed) return { need, why: decision.why };
  }
  return undefined;
};

/** S3 only tells those who may list a bucket that an object is missing; to others it is forbidden like any other. */
const hidesMissing = ({ service, request, statements }: Call): Need | undefined => {
  if (service !== 's3' || !statements || !['GET', 'HEAD'].includes(request.method)) return undefined;
  const { bucket, key } = objectOf(request.url);
  const need = listNeed(bucket);
  return key && !decide(statements, need).allowed ? need : undefined;
};

const refuse = (
  call: Call,
  { need, why }: { need: Need; why: string },
  { onDenied, facts }: Guarded,
): { message: string; write(to: ServerResponse): void } => {
  const message = `User: arn:aws:sts::${facts.place.account}:assumed-role/${call.caller} is not authorized to perform: ${need.action} on resource: ${need.resource} ${why}`;
  onDenied(message);
  const { status, headers, body } = refusalOf(call.service, message, call.request);
  return { message, write: (to) => to.writeHead(status, headers).end(call.request.method === 'HEAD' ? undefined : body) };
};

/** Opens the door on a free port of the loopback. */
export const openGateway = async (): Promise<Gateway> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  let open: (guarded: Guarded) => void = () => {};
  const opened = new Promise<Guarded>((resolve) => {
    open = resolve;
  });

  const passOn = (call: Call, incoming: IncomingMessage, response: ServerResponse, guarded: Guarded): void => {
    const { request } = call;
    const hidden = hidesMissing(call);
    const upstream = new URL(guarded.upstreams[call.service]);
    const { expect: _answeredHere, ...headers } = incoming.headers;
    const body = guarded.meter ? guarded.meter.count(call) : request.body;
    if (body !== request.body) headers['content-length'] = String(body.length);
    const passed = forward(
      { host: upstream.hostname, port: upstream.port, method: request.method, path: incoming.url, headers, agent },
      (answer) => {
        if (hidden && answer.statusCode === 404) {
          answer.resume();
          refuse(call, { need: hidden, why: 'so it is not told that the object does not exist' }, guarded).write(response);
          return;
        }
        const passAnswer = (): void => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        };
        const held = guarded.meter?.read(call, answer);
        if (held) void held.then(passAnswer);
        else passAnswer();
      },
    );
    passed.on('error', (error) => (response.headersSent ? response.destroy() : response.writeHead(502).end(error.message)));
    response.on('close', () => passed.destroy());
    if (!call.streamed || incoming.readableEnded) passed.end(body);
    else {
      if (request.body.length > 0) passed.write(request.body);
      incoming.pipe(passed);
    }
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const guarded = await opened;
    const call = await readCall(incoming, guarded.roles);
    const refused = call.statements && refusedNeed(call.statements, needsOf[call.service](call.request, guarded.facts));
    if (refused) refuse(call, refused, guarded).write(response);
    else passOn(call, incoming, response, guarded);
  };

  const server = createServer((incoming, response) => {
    // What is left of a body that nobody wanted would hold up the next request of the connection.
    response.on('finish', () => incoming.resume());
    answer(incoming, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(501, { 'content-type': 'text/plain' });
      response.end(error instanceof Error ? error.message : String(error));
    });
  });
  server.keepAliveTimeout = KEPT_OPEN_MILLISECONDS;
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    guard: (guarded) => open(guarded),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
};
