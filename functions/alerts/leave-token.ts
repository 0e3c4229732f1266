import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type Audience, ficheKey, readFicheKey } from '../../schemas/fiche.ts';
import type { Subscribed } from './rules/audience.ts';

/** Keys of leave links by their id; the newest seals, every one opens. Older ones stay as long as links made with them must work. */
export interface LeaveKeyring {
  newest: { id: string; key: Buffer };
  keys: ReadonlyMap<string, Buffer>;
}

/** What the secret holds: `{ "k1": "<random text>" }`. */
const Secret = z
  .record(z.string().check(z.regex(/^k\d{1,4}$/)), z.string().check(z.minLength(32)))
  .check(z.refine((keys) => Object.keys(keys).length > 0));

/** Names what the keys may do: a key derived from the same secret for another purpose opens nothing here. */
const PURPOSE = 'parvis leave link 1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const UUID_BYTES = 16;
/** Length of the nonce of a subscription. */
export const NONCE_BYTES = 8;

/** One letter each, never reused: they live in mails that are years old. */
const letters: Record<Audience, string> = { particuliers: 'p', professionnels: 'e', associations: 'a' };
const audiences = new Map(Object.entries(letters).map(([audience, letter]) => [letter, audience]));

const rank = (id: string): number => Number(id.slice(1));

/** The keyring that a secret's text holds; throws when it is not one. */
export const leaveKeyring = (secret: string): LeaveKeyring => {
  const keys = Object.entries(Secret.parse(JSON.parse(secret))).map(([id, text]) => ({
    id,
    key: Buffer.from(hkdfSync('sha256', text, '', PURPOSE, KEY_BYTES)),
  }));
  return {
    newest: keys.reduce((newest, key) => (rank(key.id) > rank(newest.id) ? key : newest)),
    keys: new Map(keys.map(({ id, key }) => [id, key])),
  };
};

const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const uuidText = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const pack = ({ spaceId, accountId, nonce, ficheKey: key }: Subscribed): Buffer => {
  const { audience, ficheId } = readFicheKey(key);
  return Buffer.concat([
    uuidBytes(spaceId),
    uuidBytes(accountId),
    Buffer.from(nonce, 'base64url'),
    Buffer.from(letters[audience] + ficheId),
  ]);
};

const unpack = (bytes: Buffer): Subscribed => {
  let start = 0;
  const take = (length: number): Buffer => bytes.subarray(start, (start += length));
  const spaceId = SpaceId.parse(uuidText(take(UUID_BYTES)));
  const accountId = AccountId.parse(uuidText(take(UUID_BYTES)));
  const nonce = take(NONCE_BYTES).toString('base64url');
  const fiche = take(bytes.length).toString();
  return { spaceId, accountId, nonce, ficheKey: ficheKey(readFicheKey(`${audiences.get(fiche.charAt(0))}#${fiche.slice(1)}`)) };
};

/** The id of the key that a token was sealed with, before anything of it is believed. */
export const leaveKeyId = (token: string): string => token.slice(0, token.indexOf('.'));

/** A token that can only end this subscription: about a hundred characters, opaque, different each time. */
export const sealLeaveToken = ({ newest }: LeaveKeyring, subscribed: Subscribed): string => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, newest.key, iv, { authTagLength: TAG_BYTES });
  const sealed = Buffer.concat([iv, cipher.update(pack(subscribed)), cipher.final(), cipher.getAuthTag()]);
  return `${newest.id}.${sealed.toString('base64url')}`;
};

/** The subscription that a token was made for, living or not; undefined for a token that is not ours to the last bit. */
export const openLeaveToken = ({ keys }: LeaveKeyring, token: string): Subscribed | undefined => {
  const id = leaveKeyId(token);
  const key = keys.get(id);
  const text = token.slice(id.length + 1);
  const sealed = Buffer.from(text, 'base64url');
  if (!key || sealed.toString('base64url') !== text || sealed.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return unpack(Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]));
  } catch {
    return undefined;
  }
};
