import type { Environment } from '../../../schemas/environment.ts';
import { systemClock } from '../../shared/clock.ts';
import { lazily } from '../../shared/lazily.ts';
import type { AlertMail } from '../mail/alert-mail.ts';
import type { Mailer, Mailing, PersonalMailer } from '../mailer.ts';
import { ANSWER_WITHIN } from '../sending/send-chunk.ts';
import { letterByLetter, tellRefusals } from '../sending/tell-refusals.ts';
import { bulkWhilePossible } from '../sending/ways.ts';
import { bulkMailer } from '../store/bulk-mailer.ts';
import type { MailSender } from '../store/single-mailer.ts';
import { CONNECT_WITHIN, mailClient } from './mail-client.ts';
import type { OneByOne } from './one-by-one.ts';

type MailEnvironment = Pick<Environment<'alerts-delivery'>, 'MAIL_SENDER' | 'MAIL_CONFIGURATION_SET'>;

const senderOf = ({ MAIL_SENDER, MAIL_CONFIGURATION_SET }: MailEnvironment): MailSender => ({
  sender: MAIL_SENDER,
  configurationSet: MAIL_CONFIGURATION_SET,
});

/** Loaded with the first letter that goes by itself. */
const oneByOne = (from: MailSender): OneByOne => {
  let loading: Promise<OneByOne> | undefined;
  const loaded = (): Promise<OneByOne> => {
    loading ??= import('./one-by-one.ts').then(({ wireOneByOne }) => wireOneByOne(from));
    return loading;
  };
  return {
    single: async (mailing) => (await loaded()).single(mailing),
    personal: async (mailing) => (await loaded()).personal(mailing),
    probe: async (mail) => (await loaded()).probe(mail),
  };
};

/** Mails that are the same for all but for the way to leave: in bulk while the service takes that, or one by one. */
export const wireMailer = (environment: MailEnvironment & Pick<Environment<'alerts-delivery'>, 'SEND_WAY'>): Mailer => {
  const from = senderOf(environment);
  const { single, probe } = oneByOne(from);
  const passes = ({ mail }: Mailing) => probe(mail);
  if (environment.SEND_WAY === 'single') return tellRefusals(single, passes);
  /** Made when it first sends, for it loads HTTPS at once. */
  const client = lazily(() =>
    mailClient({ requestTimeout: ANSWER_WITHIN, throwOnRequestTimeout: true, connectionTimeout: CONNECT_WITHIN }),
  );
  const bulk = letterByLetter(bulkMailer(client, from), single, passes);
  return tellRefusals(bulkWhilePossible({ bulk, single, clock: systemClock }), passes);
};

/** What is sent in the place of a personal letter to learn whether the service takes mails at all: nothing of the person is in it. */
const TRIAL: AlertMail = { subject: 'Parvis', html: '<p>Parvis</p>', text: 'Parvis' };

/** Letters with a body of their own. */
export const wirePersonalMailer = (environment: MailEnvironment): PersonalMailer => {
  const { personal, probe } = oneByOne(senderOf(environment));
  return tellRefusals(personal, () => probe(TRIAL));
};
