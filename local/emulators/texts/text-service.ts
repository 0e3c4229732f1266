import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilGone } from '../ses/faults.ts';
import type { MessageAttributes } from '../topics/filter-policy.ts';
import type { Text, TextStore } from './text-store.ts';

/** How the next calls go wrong; tests set these on the running system. */
export interface TextFaults {
  /** Between taking an SMS over and answering: a function that is killed meanwhile does not know that it went. */
  latencyMilliseconds: number;
  /** One for each of the next publications: refused for the rate, failed, or never answered; nothing is sent. */
  failNext: ('throttle' | 'error' | 'hang')[];
  /** Whether SNS holds a number to be none that it can publish to. */
  invalid: (number: string) => boolean;
}

/** What was sent to phones, and how sending may be made to fail. */
export interface PhoneBox {
  /** Oldest first. */
  messages(query: { to?: string }): Text[];
  clear(): void;
  /** What the owner of a number does by answering STOP. */
  optOut(number: string): void;
  optIn(number: string): void;
  faults: TextFaults;
}

/** SNS refuses a call, by its own name for the reason. */
export class TextRefused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export interface TextRequest {
  to: string;
  text: string;
  attributes: MessageAttributes;
}

export interface TextService {
  box: PhoneBox;
  /** Takes an SMS over and gives its id; an opted-out number is taken like any other, and gets nothing. */
  publish(request: TextRequest, gone: AbortSignal): Promise<string>;
  isOptedOut(number: string): boolean;
}

const injured = {
  throttle: () => new TextRefused(429, 'Throttled', 'Rate exceeded'),
  error: () => new TextRefused(500, 'InternalError', 'The service failed, as it was asked to.'),
};

const checkNumber = (number: string, { invalid }: TextFaults): void => {
  if (!/^\+[1-9]\d{6,14}$/.test(number) || invalid(number))
    throw new TextRefused(400, 'InvalidParameter', `Invalid parameter: PhoneNumber Reason: ${number} is not valid to publish to`);
};

const senderOf = (attributes: MessageAttributes): string => {
  const sender = attributes['AWS.SNS.SMS.SenderID']?.StringValue ?? 'NOTICE';
  if (!/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/.test(sender))
    throw new TextRefused(400, 'InvalidParameter', `Invalid parameter: SenderID Reason: ${sender} is not a valid sender ID`);
  return sender;
};

/** SNS that sends no SMS out: each one stays on disk and on the page. */
export const runTextService = (store: TextStore): TextService => {
  const faults: TextFaults = { latencyMilliseconds: 0, failNext: [], invalid: () => false };
  return {
    box: {
      messages: (query) => store.list(query),
      clear: () => store.clear(),
      optOut: (number) => store.optOut(number),
      optIn: (number) => store.optIn(number),
      faults,
    },
    async publish({ to, text, attributes }, gone) {
      const fault = faults.failNext.shift();
      if (fault === 'hang') {
        await untilGone(gone);
        throw new TextRefused(500, 'InternalError', 'The service did not answer, as it was asked to.');
      }
      if (fault) throw injured[fault]();
      checkNumber(to, faults);
      const sender = senderOf(attributes);
      const type = attributes['AWS.SNS.SMS.SMSType']?.StringValue === 'Transactional' ? 'Transactional' : 'Promotional';
      const id = randomUUID();
      if (!store.isOptedOut(to)) store.add({ id, at: new Date().toISOString(), to, sender, type, text });
      await sleep(faults.latencyMilliseconds, undefined, { signal: gone }).catch(() => undefined);
      return id;
    },
    isOptedOut: (number) => store.isOptedOut(number),
  };
};
