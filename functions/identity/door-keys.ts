import { type Keyring, keyringOf } from '../shared/keyring.ts';

/**
 * The keys of all that is made for those who are not signed in: one-use links, challenges, counts of tries, known browsers. What each makes begins
 * with a word of its own, so that none is taken for another.
 */
export const doorKeyring = (secret: string): Keyring => keyringOf(secret, 'parvis door 1');
