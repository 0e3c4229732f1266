import { createHash, createHmac, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { LinkId } from '../../../schemas/link.ts';
import type { Keyring } from '../../shared/keyring.ts';

/** The one thing that a link does. */
export const LinkPurpose = z.enum(['activation', 'opening', 'password', 'address', 'address-undo', 'invitation']);
export type LinkPurpose = z.output<typeof LinkPurpose>;

/** `unique`: what the link is for, so that who is asked twice for it makes the same one. */
export const linkIdOf = ({ newest }: Keyring, unique: string = randomUUID()): LinkId => LinkId.parse(`${newest.id}.${unique}`);

/** 256 bits that nobody without the key can know: they are in a mail, and nowhere with us. Throws when the key is gone. */
export const tokenOf = ({ keys }: Keyring, purpose: LinkPurpose, id: LinkId): string => {
  const key = keys.get(id.slice(0, id.indexOf('.')));
  if (!key) throw new Error('the key of this link is gone');
  return createHmac('sha256', key).update(`link ${purpose} ${id}`).digest('base64url');
};

/** What is kept of a token. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');
