import { randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** The token of a link: nobody guesses it. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
