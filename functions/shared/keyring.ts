import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomFillSync } from 'node:crypto';
import * as z from 'zod/mini';

/** Keys by their id, all for one purpose; the newest seals, every one opens. Older ones stay as long as what they sealed must open. */
export interface Keyring {
  newest: { id: string; key: KeyObject };
  keys: ReadonlyMap<string, KeyObject>;
}

/** What the secret holds: `{ "k1": "<random text>" }`. */
const Secret = z
  .record(z.string().check(z.regex(/^k\d{1,4}$/)), z.string().check(z.minLength(32)))
  .check(z.refine((keys) => Object.keys(keys).length > 0));

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const rank = (id: string): number => Number(id.slice(1));

/** The keys that a secret's text holds for a purpose: derived for another one they open nothing here. Throws when it is no keyring. */
export const keyringOf = (secret: string, purpose: string): Keyring => {
  const keys = Object.entries(Secret.parse(JSON.parse(secret))).map(([id, text]) => ({
    id,
    /** Made once: from bytes, each sealing would make it anew, and take three times as long. */
    key: createSecretKey(Buffer.from(hkdfSync('sha256', text, '', purpose, KEY_BYTES))),
  }));
  return {
    newest: keys.reduce((newest, key) => (rank(key.id) > rank(newest.id) ? key : newest)),
    keys: new Map(keys.map(({ id, key }) => [id, key])),
  };
};

/** The id of the key that a text was sealed with, before anything of it is believed. */
export const sealingKeyId = (sealed: string): string => sealed.slice(0, sealed.indexOf('.'));

/** Random bytes for the next sealings, each used once: drawn one by one, they cost as much as the sealing. Drawn by whoever seals, never as the module loads. */
const drawn = Buffer.alloc(256 * IV_BYTES);
let used = drawn.length;
const nextIv = (): Buffer => {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  return drawn.subarray(used, (used += IV_BYTES));
};

/** Opaque text, different each time; `about` is not in it, and must be said again to open it. */
export const seal = ({ newest }: Keyring, bytes: Uint8Array, about = ''): string => {
  const iv = nextIv();
  const cipher = createCipheriv(CIPHER, newest.key, iv, { authTagLength: TAG_BYTES });
  if (about !== '') cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  return `${newest.id}.${sealed.toString('base64url')}`;
};

/** What was sealed; undefined for a text that is not ours to the last bit, or was sealed about something else. */
export const unseal = ({ keys }: Keyring, text: string, about = ''): Buffer | undefined => {
  const id = sealingKeyId(text);
  const key = keys.get(id);
  const encoded = text.slice(id.length + 1);
  const sealed = Buffer.from(encoded, 'base64url');
  if (!key || sealed.toString('base64url') !== encoded || sealed.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  if (about !== '') decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
};
