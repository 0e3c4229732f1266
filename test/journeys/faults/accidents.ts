import { setTimeout as sleep } from 'node:timers/promises';
import { functionResources, nameOf } from '../../../local/functions.ts';
import type { Meter } from '../../../local/iam/meter.ts';
import type { AwsRequest, Service } from '../../../local/iam/request.ts';
import type { System } from '../../../local/system.ts';
import type { FunctionName } from '../../../schemas/environment.ts';

type Call = Parameters<Meter['count']>[0];

/** What changes something outside the function; the runtime's own polling with the function's key is none of it. */
const CHANGES = /^(PutItem|UpdateItem|DeleteItem|TransactWriteItems|BatchWriteItem|SendMessage(Batch)?|Publish(Batch)?)$/;

const actionOf = (service: Service, { headers, method, url, body }: AwsRequest): string => {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  if (service === 'sns') return new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
  return `${method} ${url.pathname}`;
};

const changes = ({ service, request }: Call): boolean =>
  service === 'ses' || (service === 's3' && request.method === 'PUT') || CHANGES.test(actionOf(service, request));

/** Reads of objects, and all that is done to them. */
const storage = ({ service }: Call): boolean => service === 's3';

/** Tells writes of one kind from those of another: by the action, and by the tables and expressions in it. */
const kindOf = ({ service, request }: Call): string => {
  if (service === 's3') return request.method;
  const parts = request.body.toString('utf8').match(/"(TableName|UpdateExpression|QueueUrl)":"[^"]*"/g) ?? [];
  return [actionOf(service, request), ...new Set(parts)].join(' ');
};

/** Events in a call of the topic. */
const eventsIn = ({ service, request }: Call): unknown[] =>
  service === 'sns'
    ? [...new URLSearchParams(request.body.toString('utf8'))].flatMap(([name, value]) =>
        name.endsWith('.Message') ? [JSON.parse(value) as unknown] : [],
      )
    : [];

/** Stands between the functions of a running system and AWS: kills them at chosen calls, refuses their calls, and remembers what they sent. */
export const accidents = () => {
  const names = new Map<string, string>();
  const doomed = new Map<string, { kinds: Set<string>; at: (call: Call) => boolean }>();
  const refused = new Map<string, { calls: number; what: (call: Call) => boolean }>();
  const slow = new Map<string, { calls: number; milliseconds: number }>();
  const published: unknown[] = [];
  const queued: { queue: string; body: string }[] = [];
  let system: System | undefined;
  const remember = ({ service, request }: Call): void => {
    if (service !== 'sqs' || !actionOf(service, request).startsWith('SendMessage')) return;
    const { QueueUrl, MessageBody, Entries } = JSON.parse(request.body.toString('utf8')) as {
      QueueUrl: string;
      MessageBody?: string;
      Entries?: { MessageBody: string }[];
    };
    const bodies = Entries?.map((entry) => entry.MessageBody) ?? (MessageBody === undefined ? [] : [MessageBody]);
    queued.push(...bodies.map((body) => ({ queue: QueueUrl, body })));
  };
  const meter: Meter = {
    usages: () => [],
    count(call) {
      const refusal = refused.get(names.get(call.caller) ?? '');
      if (refusal?.what(call)) {
        refusal.calls += 1;
        throw new Error('refused by an accident');
      }
      remember(call);
      return call.request.body;
    },
    read(call, { statusCode = 0 }) {
      if (statusCode < 300) published.push(...eventsIn(call));
      const name = names.get(call.caller) ?? '';
      const doom = doomed.get(name);
      const slowness = storage(call) ? slow.get(name) : undefined;
      const held = slowness && sleep(slowness.milliseconds).then(() => void slowness.calls++);
      if (!doom?.at(call) || doom.kinds.has(kindOf(call))) return held;
      doom.kinds.add(kindOf(call));
      system?.functions.kill(name);
      return held;
    },
  };
  return {
    meter,
    /** To be called once the system runs. */
    befall(running: System) {
      system = running;
      for (const resource of functionResources(running.assembly))
        names.set(running.assembly.physicalId(resource.stack, resource.id), nameOf(resource));
    },
    /** From now on the function dies once after each kind of write and send that it makes, before it hears of its answer. */
    killAtEachWrite: (name: FunctionName) => void doomed.set(name, { kinds: new Set(), at: changes }),
    /** The same, and after each kind of call to storage: between the reading of a file and what comes of it too. */
    killAtEachStep: (name: FunctionName) => void doomed.set(name, { kinds: new Set(), at: (call) => changes(call) || storage(call) }),
    /** After how many kinds of write or step it has died. */
    deaths: (name: FunctionName): number => doomed.get(name)?.kinds.size ?? 0,
    /** Whatever the function wants to write or send fails, until it is spared. */
    refuse: (name: FunctionName) => void refused.set(name, { calls: 0, what: changes }),
    /** Storage answers the function with errors, until it is spared. */
    refuseStorage: (name: FunctionName) => void refused.set(name, { calls: 0, what: storage }),
    /** Storage answers the function, each time that late, until it is spared. */
    slowStorage: (name: FunctionName, milliseconds: number) => void slow.set(name, { calls: 0, milliseconds }),
    /** How many answers of storage came late since. */
    lateAnswers: (name: FunctionName): number => slow.get(name)?.calls ?? 0,
    /** How many of its calls were refused since. */
    refusals: (name: FunctionName): number => refused.get(name)?.calls ?? 0,
    spare(name: FunctionName) {
      refused.delete(name);
      slow.delete(name);
    },
    /** What the topic took, in its order. */
    published: (): readonly unknown[] => published,
    /** Every message that a function put on a queue itself. */
    queued: (): readonly { queue: string; body: string }[] => queued,
  };
};
