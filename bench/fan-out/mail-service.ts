import { setTimeout as sleep } from 'node:timers/promises';
import { rateLimit } from '../../local/emulators/ses/rate-limit.ts';

/** What the mail service would tell of a mail afterwards. */
export interface SentMail {
  id: string;
  to: string;
  tags: Record<string, string[]>;
}

/** A stand-in of SES that takes every mail over, as fast as it can or as it is told to. */
export interface MailService {
  mails(): number;
  /** Calls that met the quota, in whole or for one of their mails. */
  throttled(): number;
  /** Milliseconds until the mail service answers. */
  latency: number;
  /** Mails a second that are taken over, as the local emulator counts them; undefined is no limit. */
  perSecond: number | undefined;
  /** Told of each mail when it is taken over. */
  onMail: (mail: SentMail) => void;
}

interface Tag {
  Name: string;
  Value: string;
}

interface Destination {
  ToAddresses: string[];
}

interface BulkEntry {
  Destination: Destination;
  ReplacementTags: Tag[];
}

/** The whole call came too soon: nothing of it was sent. */
export class OverQuota extends Error {}

const SINGLE = '/v2/email/outbound-emails';

export interface AnsweringMailService extends MailService {
  /** Throws `OverQuota`. */
  answerMail(path: string, body: Record<string, unknown>): Promise<object>;
}

export const openMailService = (): AnsweringMailService => {
  const limit = rateLimit(() => service.perSecond);
  let mails = 0;
  let throttled = 0;
  const takeOver = ({ ToAddresses }: Destination, tags: Tag[]): string => {
    mails += 1;
    const id = `mail-${mails}`;
    service.onMail({ id, to: ToAddresses[0] ?? '', tags: Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]])) });
    return id;
  };
  const sendOne = ({ Destination, EmailTags }: { Destination: Destination; EmailTags?: Tag[] }): object => {
    if (limit.take(1)) return { MessageId: takeOver(Destination, EmailTags ?? []) };
    throttled += 1;
    throw new OverQuota('Maximum sending rate exceeded.');
  };
  const sendMany = ({ BulkEmailEntries }: { BulkEmailEntries: BulkEntry[] }): object => {
    const results = BulkEmailEntries.map(({ Destination, ReplacementTags }) =>
      limit.take(1) ? { Status: 'SUCCESS', MessageId: takeOver(Destination, ReplacementTags) } : { Status: 'ACCOUNT_THROTTLED' },
    );
    if (results.some(({ Status }) => Status !== 'SUCCESS')) throttled += 1;
    return { BulkEmailEntryResults: results };
  };
  const service: AnsweringMailService = {
    mails: () => mails,
    throttled: () => throttled,
    latency: 0,
    perSecond: undefined,
    onMail: () => {},
    async answerMail(path, body) {
      const answer = path === SINGLE ? sendOne(body as never) : sendMany(body as never);
      if (service.latency > 0) await sleep(service.latency);
      return answer;
    },
  };
  return service;
};
