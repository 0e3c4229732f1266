import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the mail service would tell of a mail afterwards. */
export interface SentMail {
  id: string;
  to: string;
  tags: Record<string, string[]>;
}

/** Stand-ins of what the fan-out calls beside DynamoDB: they answer as fast as they can, or after the time that is asked for. */
export interface Services {
  url: string;
  /** Messages that nobody has taken yet, by the name of their queue. */
  take(queue: string, most: number): string[];
  /** Calls by their action, and mails that were taken over. */
  calls: Map<string, number>;
  mails(): number;
  /** Milliseconds until the mail service answers. */
  latency: number;
  /** Told of each mail of a bulk call that was taken over. */
  onMail: (mail: SentMail) => void;
  stop(): Promise<void>;
}

const bodyOf = async (incoming: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
};

interface BulkEntry {
  Destination: { ToAddresses: string[] };
  ReplacementTags: { Name: string; Value: string }[];
}

interface Entry {
  Id: string;
  MessageBody: string;
}

const KEYS = JSON.stringify({ k1: 'a text that is only for benchmarks, and opens nothing' });

export const openServices = async (): Promise<Services> => {
  const queues = new Map<string, string[]>();
  const calls = new Map<string, number>();
  let mails = 0;
  const queueNamed = (name: string): string[] => {
    const queue = queues.get(name) ?? [];
    queues.set(name, queue);
    return queue;
  };

  const answerMail = async (action: string, body: Record<string, unknown>): Promise<object> => {
    if (services.latency > 0) await sleep(services.latency);
    if (action === '/v2/email/outbound-emails') {
      mails += 1;
      return { MessageId: `mail-${mails}` };
    }
    const entries = body['BulkEmailEntries'] as BulkEntry[];
    mails += entries.length;
    const results = entries.map(({ Destination, ReplacementTags }, position) => {
      const id = `mail-${mails}-${position}`;
      services.onMail({
        id,
        to: Destination.ToAddresses[0] ?? '',
        tags: Object.fromEntries(ReplacementTags.map(({ Name, Value }) => [Name, [Value]])),
      });
      return { Status: 'SUCCESS', MessageId: id };
    });
    return { BulkEmailEntryResults: results };
  };

  const answerQueue = ({ QueueUrl, Entries }: { QueueUrl: string; Entries: Entry[] }): object => {
    queueNamed(QueueUrl.split('/').at(-1) ?? '').push(...Entries.map(({ MessageBody }) => MessageBody));
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: Id,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    return { Successful, Failed: [] };
  };

  const answer = async (action: string, body: Record<string, unknown>): Promise<object> => {
    if (action.startsWith('/v2/email/')) return answerMail(action, body);
    if (action === 'AmazonSQS.SendMessageBatch') return answerQueue(body as unknown as { QueueUrl: string; Entries: Entry[] });
    if (action === 'secretsmanager.GetSecretValue') return { SecretString: KEYS };
    throw new Error(`no benchmark expects ${action}`);
  };

  const server = createServer(async (incoming, response) => {
    const target = incoming.headers['x-amz-target'];
    const action = typeof target === 'string' ? target : (incoming.url ?? '');
    calls.set(action, (calls.get(action) ?? 0) + 1);
    try {
      const told = JSON.stringify(await answer(action, await bodyOf(incoming)));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(told);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const services: Services = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take: (queue, most) => queueNamed(queue).splice(0, most),
    calls,
    mails: () => mails,
    latency: 0,
    onMail: () => {},
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
  return services;
};
