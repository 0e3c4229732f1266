import { randomUUID } from 'node:crypto';
import type { Topics } from '../topics/topics.ts';
import type { MailAccount } from './account.ts';
import { fateOf } from './fates.ts';
import type { MailFaults } from './faults.ts';
import { type Mail, type OutgoingMail, recipientsOf } from './mail.ts';
import { eventsOf, type MailEvent, renderingFailure } from './mail-events.ts';
import type { MailStore } from './mail-store.ts';

/** SES refuses a call, by its own name for the reason. */
export class SesError extends Error {
  readonly code:
    | 'MessageRejected'
    | 'BadRequestException'
    | 'NotFoundException'
    | 'TooManyRequestsException'
    | 'InternalServiceErrorException';
  constructor(code: SesError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface PostOffice {
  /** Throws when nothing may be sent from this address, or with this configuration set. */
  checkSender(from: string, configurationSet: string | undefined): void;
  /** Keeps the mails, tells what becomes of each, and gives their ids. */
  accept(mails: OutgoingMail[]): string[];
  /** Takes over a mail that cannot be rendered: it goes nowhere, and only its event tells. */
  acceptBroken(mail: OutgoingMail, why: string): string;
}

interface PostOfficeDependencies {
  account: MailAccount;
  store: MailStore;
  publish: Topics['publish'];
  faults: MailFaults;
}

export const openPostOffice = ({ account, store, publish, faults }: PostOfficeDependencies): PostOffice => {
  const tell = ({ configurationSet }: OutgoingMail, events: MailEvent[]) => {
    for (const { type, message } of events) {
      for (const topicArn of account.topicsFor(configurationSet, type)) {
        publish(topicArn, { message, subject: 'Amazon SES Email Event Notification', attributes: {} });
      }
    }
  };
  const takeOver = (mail: OutgoingMail): Mail => ({
    ...mail,
    id: randomUUID(),
    at: new Date().toISOString(),
    fate: fateOf(mail, recipientsOf(mail)[0] ?? '', faults.fate),
  });
  return {
    checkSender(from, configurationSet) {
      if (!account.maySendAs(from)) {
        throw new SesError('MessageRejected', `Email address is not verified. The following identities failed the check: ${from}`);
      }
      if (configurationSet !== undefined && !account.hasConfigurationSet(configurationSet)) {
        throw new SesError('NotFoundException', `Configuration set <${configurationSet}> does not exist.`);
      }
    },
    accept(outgoing) {
      const mails = outgoing.map(takeOver);
      store.add(mails);
      for (const mail of mails) tell(mail, eventsOf(mail));
      return mails.map(({ id }) => id);
    },
    acceptBroken(outgoing, why) {
      const mail = takeOver(outgoing);
      tell(mail, [renderingFailure(mail, why)]);
      return mail.id;
    },
  };
};
