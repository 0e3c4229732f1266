import { AccountId } from '../../schemas/account.ts';
import { type Keyring, keyringOf, seal, unseal } from '../shared/keyring.ts';

/** Names what the keys may do: a link that ends a subscription opens nothing here, and the other way round. */
const PURPOSE = 'parvis digest pause 1';

/** The keys of pause links, from the secret of leave links. */
export const pauseKeyring = (secret: string): Keyring => keyringOf(secret, PURPOSE);

/** A token that can only pause the digests of this person: opaque, different each time. */
export const sealPauseToken = (keyring: Keyring, accountId: AccountId): string =>
  seal(keyring, Buffer.from(accountId.replaceAll('-', ''), 'hex'));

/** Whose digests a token pauses; undefined for a token that is not ours to the last bit. */
export const openPauseToken = (keyring: Keyring, token: string): AccountId | undefined => {
  const opened = unseal(keyring, token);
  const text = opened?.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return AccountId.safeParse(text).data;
};
