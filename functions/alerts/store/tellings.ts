import * as z from 'zod/mini';
import { SpaceId } from '../../../schemas/account.ts';
import { PublicationId } from '../../../schemas/publication.ts';
import type { Reader, Telling } from '../rules/digest-merge.ts';

/** What the people of a chunk of digests are told, as it is kept: names once a chunk, and four bytes for each telling. */
export const PackedTellings = z.object({
  publications: z.array(PublicationId),
  spaces: z.array(SpaceId),
  /** For each person: how many tellings, then for each the places of its revision and of its space in the lists above. */
  told: z.instanceof(Uint8Array),
});
export type PackedTellings = z.output<typeof PackedTellings>;

const NUMBER_BYTES = 2;

const placeIn = <Name>(names: Map<Name, number>, name: Name): number => {
  const place = names.get(name) ?? names.size;
  names.set(name, place);
  return place;
};

export const packTellings = (readers: Reader[]): PackedTellings => {
  const publications = new Map<PublicationId, number>();
  const spaces = new Map<SpaceId, number>();
  const numbers = readers.flatMap(({ tellings }) => [
    tellings.length,
    ...tellings.flatMap(({ publicationId, spaceId }) => [placeIn(publications, publicationId), placeIn(spaces, spaceId)]),
  ]);
  const told = Buffer.alloc(numbers.length * NUMBER_BYTES);
  for (const [at, number] of numbers.entries()) told.writeUInt16BE(number, at * NUMBER_BYTES);
  return { publications: [...publications.keys()], spaces: [...spaces.keys()], told };
};

const named = <Name>(names: Name[], place: number): Name => {
  const name = names[place];
  if (name === undefined) throw new Error('a chunk of digests that names what it does not hold');
  return name;
};

/** What each person is told, in the order of the chunk. */
export const unpackTellings = ({ publications, spaces, told }: PackedTellings): Telling[][] => {
  const bytes = Buffer.from(told.buffer, told.byteOffset, told.byteLength);
  const people: Telling[][] = [];
  let at = 0;
  const take = (): number => bytes.readUInt16BE(at++ * NUMBER_BYTES);
  while (at * NUMBER_BYTES < bytes.length) {
    people.push(Array.from({ length: take() }, () => ({ publicationId: named(publications, take()), spaceId: named(spaces, take()) })));
  }
  return people;
};
