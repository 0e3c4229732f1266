import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AccountId } from '../../../schemas/account.ts';
import { type Keyring, keyringOf } from '../../shared/keyring.ts';

const PURPOSE = 'parvis phone 1';

/** The keys under which numbers and codes are hashed: without them a million codes, or all French numbers, would be tried in seconds. */
export const phoneKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

const hash = ({ newest }: Keyring, ...parts: string[]): string =>
  createHmac('sha256', newest.key).update(parts.join(' ')).digest('base64url');

/** What stands for a number where it counts and must not be read. */
export const hashOfNumber = (keyring: Keyring, number: string): string => hash(keyring, 'number', number);

export interface CodeSent {
  accountId: AccountId;
  number: string;
  code: string;
}

/** What is kept of a code: of no use for another account or another number. */
export const hashOfCode = (keyring: Keyring, { accountId, number, code }: CodeSent): string =>
  hash(keyring, 'code', accountId, number, code);

/** Takes as long whatever the two are, so that nobody learns a hash by the clock. */
export const sameHash = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
