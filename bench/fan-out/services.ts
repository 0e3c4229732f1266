import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificate.ts';
import { type MailService, OverQuota, openMailService } from './mail-service.ts';

/** Stand-ins of what the fan-out calls beside DynamoDB: they answer as fast as they can, or after the time that is asked for. */
export interface Services extends MailService {
  url: string;
  /** Messages that nobody has taken yet, by the name of their queue; those that are delayed are not there before their time. */
  take(queue: string, most: number): string[];
  /** Puts a message on a queue, to be seen after so many seconds. */
  put(queue: string, body: string, seconds?: number): void;
  /** Calls by their action. */
  calls: Map<string, number>;
  stop(): Promise<void>;
}

const bodyOf = async (incoming: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
};

interface Entry {
  Id: string;
  MessageBody: string;
  DelaySeconds?: number;
}

const KEYS = JSON.stringify({ k1: 'a text that is only for benchmarks, and opens nothing' });

export const openServices = async (certificate: Certificate): Promise<Services> => {
  const queues = new Map<string, string[]>();
  const calls = new Map<string, number>();
  const queueNamed = (name: string): string[] => {
    const queue = queues.get(name) ?? [];
    queues.set(name, queue);
    return queue;
  };
  const put = (name: string, body: string, seconds = 0): void => {
    if (seconds === 0) queueNamed(name).push(body);
    else setTimeout(() => queueNamed(name).push(body), seconds * 1000).unref();
  };

  const answerQueue = ({ QueueUrl, Entries }: { QueueUrl: string; Entries: Entry[] }): object => {
    for (const { MessageBody, DelaySeconds } of Entries) put(QueueUrl.split('/').at(-1) ?? '', MessageBody, DelaySeconds);
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    return { Successful, Failed: [] };
  };

  const answer = async (action: string, body: Record<string, unknown>): Promise<object> => {
    if (action.startsWith('/v2/email/')) return services.answerMail(action, body);
    if (action === 'AmazonSQS.SendMessageBatch') return answerQueue(body as unknown as { QueueUrl: string; Entries: Entry[] });
    if (action === 'secretsmanager.GetSecretValue') return { SecretString: KEYS };
    throw new Error(`no benchmark expects ${action}`);
  };

  const respond = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = incoming.headers['x-amz-target'];
    const action = typeof target === 'string' ? target : (incoming.url ?? '');
    calls.set(action, (calls.get(action) ?? 0) + 1);
    try {
      const told = JSON.stringify(await answer(action, await bodyOf(incoming)));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(told);
    } catch (error) {
      if (error instanceof OverQuota)
        response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' }).end(JSON.stringify({ message: error.message }));
      else response.writeHead(500).end(String(error));
    }
  };
  const server = createServer(certificate, (incoming, response) => void respond(incoming, response));
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const services = Object.assign(openMailService(), {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: (queue: string, most: number) => queueNamed(queue).splice(0, most),
    put,
    calls,
    stop: () =>
      new Promise<void>((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  });
  return services;
};
