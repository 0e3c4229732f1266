import { join } from 'node:path';
import type { Emulator, Mount } from '../emulator.ts';
import type { EmulatorOptions } from './resource.ts';
import { accountOfTemplate } from './ses/account.ts';
import { delayAnswer, type MailFaults, noFaults, untilGone } from './ses/faults.ts';
import { type CallCounts, checkSingle, openLimits } from './ses/limits.ts';
import type { Mail } from './ses/mail.ts';
import { openMailStore } from './ses/mail-store.ts';
import { mailboxMount } from './ses/mailbox.ts';
import { openPostOffice, SesError } from './ses/post-office.ts';
import { answerV1, v1Refusal } from './ses/v1.ts';
import { sendBulk } from './ses/v2-bulk.ts';
import { sendEmail } from './ses/v2-single.ts';
import type { Topics } from './topics/topics.ts';
import { type Answer, json, readAll, serve } from './web-service.ts';

/** What was sent, and how sending may be made to fail. */
export interface Mailbox {
  /** Oldest first. */
  messages(query: { to?: string }): Mail[];
  clear(): void;
  /** Calls that have no answer yet. */
  inFlight(): number;
  /** Since the start. */
  calls: Readonly<CallCounts>;
  faults: MailFaults;
}

export interface Ses extends Emulator {
  mailbox: Mailbox;
  /** The mailbox's pages. */
  mount: Mount;
}

export interface SesOptions extends EmulatorOptions {
  /** Where the events of mails go, when the configuration set has a destination for them. */
  publish: Topics['publish'];
}

const statuses: Record<SesError['code'], number> = {
  MessageRejected: 400,
  BadRequestException: 400,
  NotFoundException: 404,
  TooManyRequestsException: 429,
  InternalServiceErrorException: 500,
};

const v2Refusal = ({ code, message }: SesError): Answer => {
  const answer = json(statuses[code], { message });
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': code } };
};

const injured: Record<'throttle' | 'error', SesError> = {
  throttle: new SesError('TooManyRequestsException', 'Maximum sending rate exceeded.'),
  error: new SesError('InternalServiceErrorException', 'The service failed, as it was asked to.'),
};

/** SES that sends nothing out: every mail stays on disk and in the mailbox, and its events go where the template says. */
export const startSes = async ({ resources, dataDir, publish }: SesOptions): Promise<Ses> => {
  const account = accountOfTemplate(resources);
  const store = openMailStore(join(dataDir, 'ses'));
  const faults = noFaults();
  const office = openPostOffice({ account, store, publish, faults });
  const limits = openLimits(faults);
  const single = { office, check: (address: string) => checkSingle(limits, faults, address) };
  const stopping = new AbortController();
  let inFlight = 0;

  const answer = async (path: string, body: string): Promise<Answer> => {
    if (path === '/v2/email/outbound-bulk-emails') return json(200, sendBulk({ account, office, faults, limits }, JSON.parse(body)));
    if (path === '/v2/email/outbound-emails') return json(200, await sendEmail(single, JSON.parse(body)));
    if (path === '/') return answerV1(single, new URLSearchParams(body));
    throw new SesError('BadRequestException', `The local mail service does not support ${path}`);
  };

  const service = await serve('ses', async (request, response) => {
    const body = (await readAll(request)).toString('utf8');
    const path = request.url ?? '/';
    const left = new AbortController();
    response.once('close', () => left.abort());
    const gone = AbortSignal.any([left.signal, stopping.signal]);
    inFlight++;
    try {
      const fault = faults.failNext.shift();
      if (fault === 'hang') {
        await untilGone(gone);
        return undefined;
      }
      if (fault) throw injured[fault];
      const answered = await answer(path, body);
      await delayAnswer(faults, gone);
      return answered;
    } catch (error) {
      if (!(error instanceof SesError)) throw error;
      return path === '/' ? v1Refusal(error) : v2Refusal(error);
    } finally {
      inFlight--;
    }
  });

  return {
    url: service.url,
    mailbox: {
      messages: (query) => store.list(query),
      clear: () => store.clear(),
      inFlight: () => inFlight,
      calls: limits.counts,
      faults,
    },
    mount: mailboxMount(store),
    async stop() {
      stopping.abort();
      await service.stop();
      store.close();
    },
  };
};
