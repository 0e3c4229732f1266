import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Environment } from '../../../schemas/environment.ts';
import { withoutCallLog } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { lazily } from '../../shared/lazily.ts';
import { SigningHash } from '../../shared/signing-hash.ts';
import { PlainRestJson } from '../../shared/store/plain-json.ts';
import type { AlertMail } from '../mail/alert-mail.ts';
import type { Mailer, Mailing, PersonalMailer } from '../mailer.ts';
import { ANSWER_WITHIN } from '../sending/send-chunk.ts';
import { letterByLetter, tellRefusals } from '../sending/tell-refusals.ts';
import { IN_HANDS } from '../sending/turns.ts';
import { bulkWhilePossible } from '../sending/ways.ts';
import { bulkMailer } from '../store/bulk-mailer.ts';
import { mailProbe, personalMailer, singleMailer } from '../store/single-mailer.ts';

type MailEnvironment = Pick<Environment<'alerts-delivery'>, 'MAIL_SENDER' | 'MAIL_CONFIGURATION_SET'>;

/** Milliseconds. */
const CONNECT_WITHIN = 1000;

/** A connection for each letter that may be in flight: the client has fifty of its own accord. */
const AGENT = { maxSockets: 2 * IN_HANDS, keepAlive: true };

/** One attempt a call: only the queue, which waits for the lease, may make another. Made when it first sends, for it loads HTTPS at once. */
const mailClient = (): SESv2Client =>
  lazily(() =>
    withoutCallLog(
      new SESv2Client({
        protocol: PlainRestJson,
        sha256: SigningHash,
        cacheMiddleware: true,
        maxAttempts: 1,
        requestHandler: {
          requestTimeout: ANSWER_WITHIN,
          throwOnRequestTimeout: true,
          connectionTimeout: CONNECT_WITHIN,
          httpAgent: AGENT,
          httpsAgent: AGENT,
        },
      }),
    ),
  );

const senderOf = ({ MAIL_SENDER, MAIL_CONFIGURATION_SET }: MailEnvironment) => ({
  sender: MAIL_SENDER,
  configurationSet: MAIL_CONFIGURATION_SET,
});

/** Mails that are the same for all but for the way to leave: in bulk while the service takes that, or one by one. */
export const wireMailer = (environment: MailEnvironment & Pick<Environment<'alerts-delivery'>, 'SEND_WAY'>): Mailer => {
  const client = mailClient();
  const from = senderOf(environment);
  const probe = mailProbe(client, from);
  const passes = ({ mail }: Mailing) => probe(mail);
  const single = singleMailer(client, from);
  if (environment.SEND_WAY === 'single') return tellRefusals(single, passes);
  const bulk = letterByLetter(bulkMailer(client, from), single, passes);
  return tellRefusals(bulkWhilePossible({ bulk, single, clock: systemClock }), passes);
};

/** What is sent in the place of a personal letter to learn whether the service takes mails at all: nothing of the person is in it. */
const TRIAL: AlertMail = { subject: 'Parvis', html: '<p>Parvis</p>', text: 'Parvis' };

/** Letters with a body of their own. */
export const wirePersonalMailer = (environment: MailEnvironment): PersonalMailer => {
  const client = mailClient();
  const from = senderOf(environment);
  const probe = mailProbe(client, from);
  return tellRefusals(personalMailer(client, from), () => probe(TRIAL));
};
