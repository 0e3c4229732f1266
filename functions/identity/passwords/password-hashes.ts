import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Argon2 } from './argon2.ts';
import { type PhcHash, readPhc, writePhc } from './phc.ts';

/** What OWASP asks of argon2id at least: 19 MiB, two passes, one lane. */
export const PARAMETERS = { memory: 19_456, passes: 2, lanes: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

export interface PasswordHashes {
  /** A hash to keep; never the same twice. */
  hash(password: string): Promise<string>;
  /** Takes as long without a kept hash as with one, and is then never right: nobody learns by the clock who has an account. */
  matches(password: string, kept: string | undefined): Promise<boolean>;
  /** Whether a kept hash was made with other parameters than today's: whoever has just checked the password makes it anew. */
  isOutdated(kept: string): boolean;
}

/** One spelling of what looks the same on different keyboards (NFKC). */
const spelled = (password: string): string => password.normalize('NFKC');

/** Stands for the hash of somebody who has no account; no password gives it. */
const NOBODY: PhcHash = { ...PARAMETERS, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };

const read = (kept: string): PhcHash => {
  const parts = readPhc(kept);
  if (!parts) throw new Error('a password is kept in no form that we know');
  return parts;
};

export const passwordHashes = (argon2: Argon2): PasswordHashes => ({
  async hash(password) {
    const salt = randomBytes(SALT_BYTES);
    const hash = await argon2({ ...PARAMETERS, password: spelled(password), salt, hashBytes: HASH_BYTES });
    return writePhc({ ...PARAMETERS, salt, hash });
  },
  async matches(password, kept) {
    const { hash, ...parameters } = kept === undefined ? NOBODY : read(kept);
    const found = await argon2({ ...parameters, password: spelled(password), hashBytes: hash.length });
    return timingSafeEqual(found, hash) && kept !== undefined;
  },
  isOutdated(kept) {
    const { memory, passes, lanes, hash } = read(kept);
    return memory !== PARAMETERS.memory || passes !== PARAMETERS.passes || lanes !== PARAMETERS.lanes || hash.length !== HASH_BYTES;
  },
});
