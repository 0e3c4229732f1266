import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import type { AlertMail } from '../mail/alert-mail.ts';
import type { Mailer, PersonalMailer } from '../mailer.ts';
import { ANSWER_WITHIN } from '../sending/send-chunk.ts';
import { IN_HANDS } from '../sending/turns.ts';
import { type MailSender, mailProbe, personalMailer, singleMailer } from '../store/single-mailer.ts';
import { CONNECT_WITHIN, mailClient } from './mail-client.ts';

/** The ways to send that make a call for each letter. */
export interface OneByOne {
  single: Mailer;
  personal: PersonalMailer;
  probe: (mail: AlertMail) => Promise<boolean>;
}

/** Milliseconds. The clock of these connections may be late by as much. */
const LATE = 1000;
/** Milliseconds between two parts of an answer that has begun: it is one short line. */
const GOES_ON_WITHIN = 500;

/**
 * A letter by itself is a call, for which undici takes less of a processor than Node's own client. It is large, so it is loaded when a letter first
 * goes this way.
 */
export const wireOneByOne = (from: MailSender): OneByOne => {
  const client = mailClient(
    new UndiciHttpHandler({
      dispatcher: {
        connections: 2 * IN_HANDS,
        connect: { timeout: CONNECT_WITHIN },
        headersTimeout: ANSWER_WITHIN - LATE - GOES_ON_WITHIN,
        bodyTimeout: GOES_ON_WITHIN,
      },
    }),
  );
  return { single: singleMailer(client, from), personal: personalMailer(client, from), probe: mailProbe(client, from) };
};
