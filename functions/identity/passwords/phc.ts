/** What argon2id is told, and what it made: all that is needed to check a password later, in one text (PHC string format). */
export interface PhcHash {
  /** In KiB. */
  memory: number;
  passes: number;
  lanes: number;
  salt: Buffer;
  hash: Buffer;
}

const PATTERN = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,88})\$([A-Za-z0-9+/]{22,88})$/;

const encode = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

export const writePhc = ({ memory, passes, lanes, salt, hash }: PhcHash): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${encode(salt)}$${encode(hash)}`;

/** Undefined for what is no hash of ours: other algorithms and versions are none. */
export const readPhc = (text: string): PhcHash | undefined => {
  const [, memory, passes, lanes, salt, hash] = PATTERN.exec(text) ?? [];
  if (!memory || !passes || !lanes || !salt || !hash) return undefined;
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
};
