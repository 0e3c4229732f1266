import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient } from '@aws-sdk/client-ses';
import { SESv2Client, SendBulkEmailCommand, type SendBulkEmailCommandInput, type SendBulkEmailCommandOutput } from '@aws-sdk/client-sesv2';
import type { Mail } from '../../local/emulators/ses/mail.ts';
import { type Ses, startSes } from '../../local/emulators/ses.ts';

export const topicArn = 'arn:aws:sns:eu-west-3:000000000000:feedback';
const resources = [
  { type: 'AWS::SES::EmailIdentity', name: 'parvis.example', properties: {} },
  { type: 'AWS::SES::ConfigurationSet', name: 'alerts', properties: {} },
  {
    type: 'AWS::SES::ConfigurationSetEventDestination',
    name: 'feedback',
    properties: {
      ConfigurationSetName: 'alerts',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['delivery', 'BOUNCE', 'complaint', 'reject', 'renderingFailure', 'DELIVERY_DELAY'],
        SnsDestination: { TopicARN: topicArn },
      },
    },
  },
];
export const from = 'Parvis <alertes@parvis.example>';

interface ToldEvent {
  topicArn: string;
  event: Record<string, unknown> & { eventType: string; mail: { messageId: string; destination: string[]; tags: object } };
}

/** The mail emulator with the SDK's own clients, on data of its own. */
export interface MailService {
  ses: Ses;
  v1: SESClient;
  v2: SESv2Client;
  /** What the topic was told. */
  events: ToldEvent[];
  bulk(addresses: string[], more?: Partial<SendBulkEmailCommandInput>): Promise<SendBulkEmailCommandOutput>;
  /** The only mail to this person; throws when there is another number. */
  one(to: string): Mail;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const bulkCommand = (addresses: string[], more: Partial<SendBulkEmailCommandInput>) =>
  new SendBulkEmailCommand({
    FromEmailAddress: from,
    ConfigurationSetName: 'alerts',
    DefaultContent: {
      Template: {
        TemplateContent: { Subject: 'Pour {{name}}', Html: '<p>{{name}} {{ link }}</p>', Text: '{{name}} {{link}}' },
        TemplateData: JSON.stringify({ name: 'vous', link: 'aucun' }),
      },
    },
    BulkEmailEntries: addresses.map((address, rank) => ({
      Destination: { ToAddresses: [address] },
      ReplacementEmailContent: {
        ReplacementTemplate: { ReplacementTemplateData: JSON.stringify({ link: `https://a/?n=${rank}&b=<c>` }) },
      },
      ReplacementHeaders: [{ Name: 'List-Unsubscribe', Value: `<https://a/leave/${rank}>` }],
      ReplacementTags: [{ Name: 'recipient', Value: String(rank) }],
    })),
    ...more,
  });

export const startMailService = async (): Promise<MailService> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parvis-ses-'));
  const events: ToldEvent[] = [];
  const publish = (topic: string, { message }: { message: string }) => {
    events.push({ topicArn: topic, event: JSON.parse(message) });
    return 'id';
  };
  const open = async () => {
    const ses = await startSes({ resources, dataDir, publish });
    const config = {
      endpoint: ses.url,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    };
    return { ses, v1: new SESClient(config), v2: new SESv2Client(config) };
  };
  const close = async ({ ses, v1, v2 }: Pick<MailService, 'ses' | 'v1' | 'v2'>) => {
    v1.destroy();
    v2.destroy();
    await ses.stop();
  };
  const service: MailService = {
    ...(await open()),
    events,
    bulk: (addresses, more = {}) => service.v2.send(bulkCommand(addresses, more)),
    one(to) {
      const [mail, ...others] = service.ses.mailbox.messages({ to });
      if (!mail || others.length > 0) throw new Error(`${others.length + (mail ? 1 : 0)} mails to ${to}`);
      return mail;
    },
    async restart() {
      await close(service);
      Object.assign(service, await open());
    },
    async stop() {
      await close(service);
      await rm(dataDir, { recursive: true });
    },
  };
  return service;
};
