import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { AddressHash, StopReason } from '../mail-state.ts';
import { Frequency } from '../subscription.ts';
import { defineEvent } from './event.ts';

/** The mail service told that no more mails can or should go to an address; `sentAt` is when the mail went that brought this to light. */
export const mailAddressStopped = defineEvent(
  'mail.address-stopped',
  z.object({ address: AddressHash, reason: StopReason, at: z.iso.datetime(), sentAt: z.iso.datetime() }),
);

/** A mail to an address failed for the moment: what becomes of the next ones is worth a look. */
export const mailAddressDoubted = defineEvent('mail.address-doubted', z.object({ address: AddressHash, at: z.iso.datetime() }));

/** A mail reached an address that was in doubt. */
export const mailAddressTrusted = defineEvent('mail.address-trusted', z.object({ address: AddressHash, at: z.iso.datetime() }));

/** A person wants to be told more or less often of what they follow without another choice. The highest version is what they want now. */
export const defaultFrequencyChanged = defineEvent(
  'preferences.default-changed',
  z.object({ accountId: AccountId, version: z.int().check(z.gte(1)), defaultFrequency: Frequency }),
);

/** No SMS goes to a person any more: they removed their number, or it takes none. What they follow by SMS goes back to mail. */
export const smsEnded = defineEvent('sms.ended', z.object({ accountId: AccountId }));
