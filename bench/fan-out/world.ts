import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from '../../lib/bundle.ts';
import { type Environment, type EnvironmentSettings, startEnvironment } from '../../local/functions/environment.ts';
import type { Meter } from '../../local/iam/meter.ts';
import type { FunctionName } from '../../schemas/environment.ts';
import { type DynamoForTests, startDynamo } from '../../test/doubles/dynamo-engine.ts';
import { environmentOf } from '../cold-start/first-call.ts';
import { type Certificate, certificateIn } from './certificate.ts';
import { openMeteredDoor } from './metered-door.ts';
import { openServices, type Services } from './services.ts';

/** One process of a function, from the bundle that is deployed. */
export interface Worker {
  pid: number;
  /** Hands it these bodies as one batch of a queue. Throws when it fails, or gives one back. */
  work(queue: string, bodies: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The functions of the fan-out, DynamoDB's stand-in, and everything else as light as can be: what is measured is the functions' own. */
export interface World {
  dynamo: DynamoForTests;
  services: Services;
  /** Variables of a process that is to believe what it speaks with. */
  believed: Certificate['believed'];
  /** Counts what the functions ask of DynamoDB. */
  meter: Meter;
  /** How a process of the function is started; `variables` go before what is made up. */
  settings(name: FunctionName, variables?: Record<string, string>): EnvironmentSettings;
  start(name: FunctionName, variables?: Record<string, string>): Promise<Worker>;
  stop(): Promise<void>;
}

const SECONDS = 900;
/** What the functions are deployed with. */
const MEGABYTES = 512;

/** A message as Lambda hands it to a function. */
export const recordOf = (queue: string, body: string) => ({
  messageId: randomUUID(),
  receiptHandle: 'bench',
  body,
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:eu-west-3:000000000000:${queue}`,
  awsRegion: 'eu-west-3',
});

const workerOf = (environment: Environment, name: FunctionName): Worker => ({
  pid: environment.pid,
  async work(queue, bodies) {
    const message = { event: { Records: bodies.map((body) => recordOf(queue, body)) }, deadline: Date.now() + SECONDS * 1000 };
    const answer = JSON.parse(await environment.handle({ ...message, awsRequestId: randomUUID(), functionName: name }));
    const failures = answer?.batchItemFailures?.length ?? 0;
    if (failures > 0) throw new Error(`${name} gave back ${failures} of ${bodies.length} messages`);
  },
  stop: environment.kill,
});

/** `AUDIENCE_URGENT_QUEUE` is the queue `audience-urgent`. */
const queueName = (variable: string): string =>
  variable
    .replace(/_QUEUE$/, '')
    .toLowerCase()
    .replaceAll('_', '-');

/** In megabytes, of V8: what a process may hold, and where it makes things. */
export interface Heap {
  old: number;
  /** One of the halves in which new things live until they are collected; left to V8 when undefined. */
  young?: number;
}

/** With a smaller heap, what a function lets go of is collected sooner, and what stays is what it holds. */
export const openWorld = async ({ old, young }: Heap = { old: MEGABYTES }): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'parvis-bench-'));
  const certificate = await certificateIn(folder);
  const [dynamo, services] = await Promise.all([startDynamo(), openServices(certificate), bundleFunctions(folder)]);
  const { protocol, hostname, port } = (await dynamo.client.config.endpoint?.()) ?? { protocol: '', hostname: '', port: 0 };
  const door = await openMeteredDoor(`${protocol}//${hostname}:${port}`, certificate);
  const workers: Worker[] = [];
  const placeOf = (variable: string): string | undefined => {
    if (variable.endsWith('_QUEUE')) return `${services.url}/000000000000/${queueName(variable)}`;
    const table = variable.endsWith('_TABLE') ? variable.slice(0, -'_TABLE'.length).toLowerCase() : '';
    return Object.entries(dynamo.tables).find(([name]) => name === table)?.[1];
  };
  const settings: World['settings'] = (name, variables = {}) => {
    const made = environmentOf(name);
    const places = Object.keys(made).flatMap((variable) => {
      const place = placeOf(variable);
      return place === undefined ? [] : [[variable, place] as const];
    });
    return {
      name,
      handler: ['index.mjs', 'handler'],
      variables: {
        ...made,
        ...Object.fromEntries(places),
        LAMBDA_TASK_ROOT: join(folder, name),
        AWS_ENDPOINT_URL: services.url,
        AWS_ENDPOINT_URL_DYNAMODB: door.url,
        ...certificate.believed,
        AWS_ACCESS_KEY_ID: name,
        ...(young !== undefined && { NODE_OPTIONS: `--max-semi-space-size=${young}` }),
        ...variables,
      },
      memoryMegabytes: old,
      onLine: () => {},
    };
  };
  return {
    dynamo,
    services,
    believed: certificate.believed,
    meter: door.meter,
    settings,
    async start(name, variables) {
      const environment = startEnvironment(settings(name, variables));
      await environment.ready;
      const worker = workerOf(environment, name);
      workers.push(worker);
      return worker;
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await door.stop();
      await Promise.all([dynamo.stop(), services.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
