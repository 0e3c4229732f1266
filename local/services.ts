import type { Assembly } from './assembly.ts';
import type { Emulator, Mount, ObjectEvent } from './emulator.ts';
import { startDynamo } from './emulators/dynamo.ts';
import { startKms } from './emulators/kms.ts';
import { startQueuesAndTopics } from './emulators/queues-topics.ts';
import { emulatedResources } from './emulators/resource.ts';
import { startS3 } from './emulators/s3.ts';
import { startSecrets } from './emulators/secrets.ts';
import { type Mailbox, startSes } from './emulators/ses.ts';
import type { PhoneBox } from './emulators/texts/text-service.ts';
import type { Service } from './iam/request.ts';

/** The emulators of all the AWS services that the system is made of. */
export interface Services {
  addresses: Record<Service, string>;
  mailbox: Mailbox;
  phone: PhoneBox;
  mounts: Mount[];
  stop: () => Promise<void>;
}

export interface ServicesOptions {
  assembly: Assembly;
  dataDir: string;
  onObject: (event: ObjectEvent) => void;
}

/** Starts them together, those that stand on others after them; when one cannot start, none is left behind. */
export const startServices = async ({ assembly, dataDir, onObject }: ServicesOptions): Promise<Services> => {
  const options = { resources: emulatedResources(assembly), dataDir };
  const { region, account } = assembly.place;
  const started: Emulator[] = [];
  const keep = async <One extends Emulator>(starting: Promise<One>): Promise<One> => {
    const emulator = await starting;
    started.push(emulator);
    return emulator;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(started.splice(0).map((emulator) => emulator.stop()));
  };
  const startQueuesAndMail = async () => {
    const queues = await keep(startQueuesAndTopics({ ...options, region, account }));
    return { queues, ses: await keep(startSes({ ...options, publish: queues.publish })) };
  };
  const starting = [
    keep(startDynamo(options)),
    keep(startS3({ ...options, onObject })),
    keep(startSecrets(options)),
    keep(startKms(options)),
    startQueuesAndMail(),
  ] as const;
  await Promise.allSettled(starting);
  const [dynamo, s3, secrets, kms, { queues, ses }] = await Promise.all(starting).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    addresses: {
      dynamodb: dynamo.url,
      sqs: queues.url,
      sns: queues.url,
      s3: s3.url,
      ses: ses.url,
      secretsmanager: secrets.url,
      kms: kms.url,
    },
    mailbox: ses.mailbox,
    phone: queues.phone,
    mounts: [queues.mount, ses.mount],
    stop,
  };
};
