import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AccountId } from '../../../schemas/account.ts';
import { type Keyring, keyringOf, seal, sealingKeyId, unseal } from '../../shared/keyring.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';

/** Names what the keys may do: derived from the same secret for another purpose, they open nothing here. */
const PURPOSE = 'parvis factors 1';

export const factorKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

/** A secret of an authenticator application for the table, bound to its account: put beside another one it does not open. */
export const sealTotp = (keyring: Keyring, secret: Uint8Array, accountId: AccountId): string => seal(keyring, secret, `totp ${accountId}`);

/** Throws when it does not open: to take any code then, or none for ever, would both be worse than to say that something is broken. */
export const openTotp = async (readKeyring: ReadKeyring, sealed: string, accountId: AccountId): Promise<Uint8Array> => {
  const secret = unseal(await readKeyring(sealingKeyId(sealed)), sealed, `totp ${accountId}`);
  if (!secret) throw new Error('the secret of an authenticator application does not open');
  return secret;
};

const hmac = (key: Keyring['newest']['key'], text: string): string => createHmac('sha256', key).update(text).digest('base64url');

/** What is kept of a recovery code: of no use for another account, nor to who has the table without the keys. */
export const hashRecoveryCode = ({ newest }: Keyring, code: string, accountId: AccountId): string =>
  `${newest.id}.${hmac(newest.key, `recovery ${accountId} ${code}`)}`;

const same = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The kept hash that this code made, with whichever key it was; all are compared, so that the time says nothing. */
export const recoveryHashOf = (
  keyring: Keyring,
  hashes: readonly string[],
  typed: { code: string; accountId: AccountId },
): string | undefined =>
  hashes.filter((kept) => {
    const id = sealingKeyId(kept);
    const key = keyring.keys.get(id);
    return key !== undefined && same(kept, `${id}.${hmac(key, `recovery ${typed.accountId} ${typed.code}`)}`);
  })[0];
