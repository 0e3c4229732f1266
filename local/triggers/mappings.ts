import { join } from 'node:path';
import type { Assembly, LocalResource } from '../assembly.ts';
import { type Functions, functionResources, triggersOf } from '../functions.ts';
import { openPositions } from './position.ts';
import { type QueueSettings, queueSettingNames, queueTrigger } from './queue.ts';
import { streamTrigger } from './stream.ts';
import { type StreamSettings, streamSettingNames } from './stream-delivery.ts';
import { checkSettings, type Mapping, type Trigger } from './trigger.ts';

/** Function ARNs as a mapping may give them: the name, the ARN, or the ARN with an alias. */
export const functionArn = (assembly: Assembly, value: string): string =>
  value.startsWith('arn:') ? value : `arn:aws:lambda:${assembly.place.region}:${assembly.place.account}:function:${value}`;

interface MappingProps {
  EventSourceArn: string;
  FunctionName: string;
  Enabled?: boolean;
}

export interface MappingSurroundings {
  assembly: Assembly;
  functions: Functions;
  dataDir: string;
  deliverTwice: boolean;
  report: (message: string) => void;
}

const startMapping = (
  { path, props }: LocalResource,
  { assembly, functions, dataDir, deliverTwice, report }: MappingSurroundings,
): Trigger => {
  const { EventSourceArn, FunctionName } = props as unknown as MappingProps;
  const arn = functionArn(assembly, FunctionName);
  const fn = functions.byArn(arn);
  const target = functionResources(assembly).find(({ stack, id }) => assembly.arn(stack, id) === arn);
  const triggers = target ? triggersOf(assembly, target) : 1;
  const mapping = <Settings>(): Mapping<Settings> => ({
    fn,
    settings: props as Settings,
    sourceArn: EventSourceArn,
    most: Math.max(1, Math.floor(fn.concurrency / triggers)),
    caller: { awsAddress: assembly.place.awsAddress, region: assembly.place.region, accessKeyId: arn.split(':').at(-1) ?? '' },
    deliverTwice,
    report,
  });
  if (EventSourceArn.startsWith('arn:aws:sqs:')) {
    checkSettings(path, props, queueSettingNames);
    return queueTrigger(mapping<QueueSettings>());
  }
  if (/^arn:aws:dynamodb:.*\/stream\//.test(EventSourceArn)) {
    checkSettings(path, props, streamSettingNames);
    return streamTrigger(mapping<StreamSettings>(), openPositions(join(dataDir, 'streams', `${fn.name}.json`)));
  }
  throw new Error(`${path}: the local system reads queues and table streams, not ${EventSourceArn}`);
};

/** Every event source mapping of the assembly that is not switched off. */
export const startMappings = (surroundings: MappingSurroundings): Trigger[] =>
  surroundings.assembly
    .resources('AWS::Lambda::EventSourceMapping')
    .filter(({ props }) => props['Enabled'] !== false)
    .map((resource) => startMapping(resource, surroundings));
