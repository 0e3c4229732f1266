import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../../shared/keyring.ts';

const RANDOM_BYTES = 16;
const TIME_BYTES = 6;
const HEAD_BYTES = RANDOM_BYTES + TIME_BYTES;
const LIFE = 5 * 60_000;

const macOf = (key: KeyObject, head: Uint8Array, purpose: string): Buffer =>
  createHmac('sha256', key).update(`challenge ${purpose} `).update(head).digest();

export interface Moment {
  /** What it is for: whose registration, or which sign-in. */
  purpose: string;
  at: Date;
}

/** What an authenticator is to sign. It says itself when it was made and for what, so that asking for one writes nothing. */
export const newChallenge = ({ newest }: Keyring, random: Uint8Array, { purpose, at }: Moment): Uint8Array<ArrayBuffer> => {
  const head = Buffer.alloc(HEAD_BYTES);
  head.set(random.subarray(0, RANDOM_BYTES));
  head.writeUIntBE(at.getTime(), RANDOM_BYTES, TIME_BYTES);
  return Uint8Array.from([...head, ...macOf(newest.key, head, purpose)]);
};

/** Whether we made this challenge, for this and a moment ago. That it serves once is for who keeps those that were used. */
export const isChallenge = ({ keys }: Keyring, challenge: string, { purpose, at }: Moment): boolean => {
  const bytes = Buffer.from(challenge, 'base64url');
  const head = bytes.subarray(0, HEAD_BYTES);
  const mac = bytes.subarray(HEAD_BYTES);
  if (head.length < HEAD_BYTES || bytes.toString('base64url') !== challenge) return false;
  const ours = [...keys.values()].some((key) => {
    const right = macOf(key, head, purpose);
    return right.length === mac.length && timingSafeEqual(right, mac);
  });
  const age = at.getTime() - head.readUIntBE(RANDOM_BYTES, TIME_BYTES);
  return ours && age >= 0 && age <= LIFE;
};

/** Until when a challenge that was used now must be remembered. */
export const challengeEnd = (at: Date): Date => new Date(at.getTime() + LIFE);
