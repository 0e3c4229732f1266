import type { Assembly } from './assembly.ts';
import type { Emulator, ObjectEvent } from './emulator.ts';
import { startDynamo } from './emulators/dynamo.ts';
import { startQueuesAndTopics } from './emulators/queues-topics.ts';
import { emulatedResources } from './emulators/resource.ts';
import { startS3 } from './emulators/s3.ts';
import type { Service } from './iam/request.ts';

/** The emulators of all the AWS services that the system is made of. */
export interface Services {
  addresses: Record<Service, string>;
  stop(): Promise<void>;
}

export interface ServicesOptions {
  assembly: Assembly;
  dataDir: string;
  onObject(event: ObjectEvent): void;
}

const allOrNone = async <Started extends Emulator[]>(starting: { [Each in keyof Started]: Promise<Started[Each]> }): Promise<Started> => {
  const results = await Promise.allSettled(starting);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return results.map((result) => (result as PromiseFulfilledResult<Emulator>).value) as Started;
  await Promise.all(results.map((result) => (result.status === 'fulfilled' ? (result.value as Emulator).stop() : undefined)));
  throw failed.reason;
};

/** Starts them together; when one cannot start, none is left behind. */
export const startServices = async ({ assembly, dataDir, onObject }: ServicesOptions): Promise<Services> => {
  const options = { resources: emulatedResources(assembly), dataDir };
  const { region, account } = assembly.place;
  const [dynamo, queues, s3] = await allOrNone([
    startDynamo(options),
    startQueuesAndTopics({ ...options, region, account }),
    startS3({ ...options, onObject }),
  ]);
  return {
    addresses: { dynamodb: dynamo.url, sqs: queues.url, sns: queues.url, s3: s3.url, ses: s3.url, secretsmanager: s3.url },
    async stop() {
      await Promise.all([dynamo, queues, s3].map((emulator) => emulator.stop()));
    },
  };
};
