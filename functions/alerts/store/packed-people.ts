import * as z from 'zod/mini';
import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { ChunkPerson, Recipient } from '../rules/chunks.ts';

const UUID_BYTES = 16;
const RECIPIENT_BYTES = 2 * UUID_BYTES;
const POSITION_BYTES = 2;
const ELSEWHERE_BYTES = POSITION_BYTES + UUID_BYTES;

const bytesOf = (uuids: string[]): Buffer<ArrayBuffer> => Buffer.from(uuids.join('').replaceAll('-', ''), 'hex');

const uuidAt = (bytes: Buffer, at: number): string => {
  const hex = bytes.toString('hex', at, at + UUID_BYTES);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);

/** The people of a chunk as they are kept: sixteen bytes each, and eighteen more for whoever follows from a space that is not their own. */
export const PackedPeople = z.object({ people: z.instanceof(Uint8Array), elsewhere: z.optional(z.instanceof(Uint8Array)) });
export type PackedPeople = z.output<typeof PackedPeople>;

/** Where in the chunk, and from which space. */
const packElsewhere = (people: ChunkPerson[]): Buffer<ArrayBuffer> =>
  Buffer.concat(
    people.flatMap(({ spaceId }, position) => {
      if (spaceId === null) return [];
      const place = Buffer.alloc(POSITION_BYTES);
      place.writeUInt16BE(position);
      return [place, bytesOf([spaceId])];
    }),
  );

export const packPeople = (people: ChunkPerson[]): PackedPeople => {
  const elsewhere = packElsewhere(people);
  return { people: bytesOf(people.map(({ accountId }) => accountId)), ...(elsewhere.length > 0 && { elsewhere }) };
};

/** How many people a chunk holds. */
export const packedPeople = ({ people }: PackedPeople): number => people.byteLength / UUID_BYTES;

export const unpackPeople = (packed: PackedPeople): ChunkPerson[] => {
  const people = bufferOf(packed.people);
  const elsewhere = bufferOf(packed.elsewhere ?? new Uint8Array());
  const spaces = new Map<number, SpaceId>();
  for (let at = 0; at < elsewhere.length; at += ELSEWHERE_BYTES)
    spaces.set(elsewhere.readUInt16BE(at), uuidAt(elsewhere, at + POSITION_BYTES) as SpaceId);
  return Array.from({ length: packedPeople(packed) }, (_, position) => ({
    accountId: uuidAt(people, position * UUID_BYTES) as AccountId,
    spaceId: spaces.get(position) ?? null,
  }));
};

/** The people of a list of digests, thirty-two bytes each. */
export const packRecipients = (people: Recipient[]): Uint8Array =>
  bytesOf(people.flatMap(({ accountId, spaceId }) => [accountId, spaceId]));

/** How many people a list holds. */
export const packedRecipients = (packed: Uint8Array): number => packed.byteLength / RECIPIENT_BYTES;

/** The person at a position of a list, unpacked alone. */
export const recipientAt = (packed: Uint8Array, position: number): Recipient => {
  const bytes = bufferOf(packed);
  const at = position * RECIPIENT_BYTES;
  return { accountId: uuidAt(bytes, at) as AccountId, spaceId: uuidAt(bytes, at + UUID_BYTES) as SpaceId };
};
