import { createHash, createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { type Keyring, keyringOf } from '../../shared/keyring.ts';

/** Names what these keys may do. */
export const linkKeyring = (secret: string): Keyring => keyringOf(secret, 'parvis link 1');

/** The one thing that a link does. */
export const LinkPurpose = z.enum(['activation', 'password', 'address', 'address-undo']);
export type LinkPurpose = z.output<typeof LinkPurpose>;

/** Names a link without opening it: it may travel in events. The key that makes its token is named in it. */
export const LinkId = z
  .string()
  .check(z.regex(/^k\d{1,4}\.[\w-]{8,64}$/))
  .brand('LinkId');
export type LinkId = z.output<typeof LinkId>;

/** `unique`: what the link is for, so that who is asked twice for it makes the same one. */
export const linkIdOf = ({ newest }: Keyring, unique: string = randomUUID()): LinkId => LinkId.parse(`${newest.id}.${unique}`);

/** 256 bits that nobody without the key can know: they are in a mail, and nowhere with us. Throws when the key is gone. */
export const tokenOf = ({ keys }: Keyring, purpose: LinkPurpose, id: LinkId): string => {
  const key = keys.get(id.slice(0, id.indexOf('.')));
  if (!key) throw new Error('the key of this link is gone');
  return createHmac('sha256', key).update(`${purpose} ${id}`).digest('base64url');
};

/** What is kept of a token. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
