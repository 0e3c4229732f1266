import type { LinkId } from '../../../schemas/link.ts';
import type { Keyring } from '../../shared/keyring.ts';
import type { Link } from '../store/links.ts';
import { type LinkPurpose, linkIdOf, tokenOf } from './link-token.ts';

const HOUR = 60 * 60 * 1000;

/** Milliseconds for which a link works. */
export const lasts: Record<LinkPurpose, number> = {
  activation: 24 * HOUR,
  opening: 24 * HOUR,
  password: HOUR,
  address: 24 * HOUR,
  'address-undo': 7 * 24 * HOUR,
  invitation: 14 * 24 * HOUR,
};

export interface NewLink {
  id: LinkId;
  token: string;
  link: Link;
}

export interface LinkWish extends Omit<Link, 'madeAt' | 'until'> {
  at: Date;
  /** What makes it one and the same link when it is made again, such as the id of an event; random without it. */
  unique?: string;
}

/** A link with all that is to be kept of it; who must not know its token is only told its id. */
export const newLink = (keyring: Keyring, { at, unique, ...about }: LinkWish): NewLink => {
  const id = linkIdOf(keyring, unique);
  return {
    id,
    token: tokenOf(keyring, about.purpose, id),
    link: { ...about, madeAt: at.toISOString(), until: new Date(at.getTime() + lasts[about.purpose]).toISOString() },
  };
};
