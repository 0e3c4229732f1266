import { AccountId, SpaceId } from '../../schemas/account.ts';
import { type Audience, ficheKey, readFicheKey } from '../../schemas/fiche.ts';
import { type Keyring, keyringOf, seal, sealingKeyId, unseal } from '../shared/keyring.ts';
import type { Leaving } from './rules/audience.ts';

/** Keys of leave links. */
export type LeaveKeyring = Keyring;

/** Names what the keys may do: a key derived from the same secret for another purpose opens nothing here. */
const PURPOSE = 'parvis leave link 2';
const UUID_BYTES = 16;
/** Milliseconds since 1970, until the year 10889. */
const TIME_BYTES = 6;

/** One letter each, never reused: they live in mails that are years old. */
const letters: Record<Audience, string> = { particuliers: 'p', professionnels: 'e', associations: 'a' };
const audiences = new Map(Object.entries(letters).map(([audience, letter]) => [letter, audience]));

/** The keyring that a secret's text holds; throws when it is not one. */
export const leaveKeyring = (secret: string): LeaveKeyring => keyringOf(secret, PURPOSE);

const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const uuidText = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const timeBytes = (time: Date): Buffer => {
  const bytes = Buffer.alloc(TIME_BYTES);
  bytes.writeUIntBE(time.getTime(), 0, TIME_BYTES);
  return bytes;
};

let lastFiche: { key: Leaving['ficheKey']; bytes: Buffer } | undefined;
/** Of an alert, all tokens are for the same fiche. */
const ficheBytes = (key: Leaving['ficheKey']): Buffer => {
  if (lastFiche?.key !== key) {
    const { audience, ficheId } = readFicheKey(key);
    lastFiche = { key, bytes: Buffer.from(letters[audience] + ficheId) };
  }
  return lastFiche.bytes;
};

const pack = ({ spaceId, accountId, livedAt, ficheKey: key }: Leaving): Buffer =>
  Buffer.concat([uuidBytes(spaceId), uuidBytes(accountId), timeBytes(livedAt), ficheBytes(key)]);

const unpack = (bytes: Buffer): Leaving => {
  let start = 0;
  const take = (length: number): Buffer => bytes.subarray(start, (start += length));
  const spaceId = SpaceId.parse(uuidText(take(UUID_BYTES)));
  const accountId = AccountId.parse(uuidText(take(UUID_BYTES)));
  const livedAt = new Date(take(TIME_BYTES).readUIntBE(0, TIME_BYTES));
  const fiche = take(bytes.length).toString();
  return { spaceId, accountId, livedAt, ficheKey: ficheKey(readFicheKey(`${audiences.get(fiche.charAt(0))}#${fiche.slice(1)}`)) };
};

/** The id of the key that a token was sealed with, before anything of it is believed. */
export const leaveKeyId = sealingKeyId;

/** A token that can only end the subscription that lives there at that instant: about a hundred characters, opaque, different each time. */
export const sealLeaveToken = (keyring: LeaveKeyring, leaving: Leaving): string => seal(keyring, pack(leaving));

/** What a token was made to end, living or not; undefined for a token that is not ours to the last bit. */
export const openLeaveToken = (keyring: LeaveKeyring, token: string): Leaving | undefined => {
  const opened = unseal(keyring, token);
  try {
    return opened && unpack(opened);
  } catch {
    return undefined;
  }
};
