import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AddressHash } from '../../../schemas/mail-state.ts';
import type { Visitor } from '../../shared/context.ts';
import type { Keyring } from '../../shared/keyring.ts';

const NAME = 'device';
const YEAR_SECONDS = 365 * 24 * 60 * 60;
const ID_BYTES = 16;

const mac = (key: Keyring['newest']['key'], id: string, address: AddressHash): string =>
  createHmac('sha256', key).update(`device ${id} ${address}`).digest('base64url');

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** What names a browser in which somebody with this address has signed in before; undefined for all others, whatever they claim. */
export const knownDevice = ({ keys }: Keyring, { cookies }: Pick<Visitor, 'cookies'>, address: AddressHash): string | undefined => {
  const [keyId = '', id = '', signature = ''] = (cookies.get(NAME) ?? '').split('.');
  const key = keys.get(keyId);
  return key && same(signature, mac(key, id, address)) ? id : undefined;
};

/** The cookie by which this browser is known from now on: it opens nothing, and only spares its owner the waiting that strangers cause. */
export const deviceCookie = ({ newest }: Keyring, address: AddressHash, secure: boolean): string => {
  const id = randomBytes(ID_BYTES).toString('base64url');
  const value = `${newest.id}.${id}.${mac(newest.key, id, address)}`;
  return `${NAME}=${value}; Path=/api/identity; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
};
