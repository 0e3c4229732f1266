import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** So long and random that a plain digest of it gives nothing away. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
