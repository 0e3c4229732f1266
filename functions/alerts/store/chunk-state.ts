import * as z from 'zod/mini';
import type { Write } from '../../shared/store/commit.ts';
import { countsOf, isSettled, type Standing, toldWith, uncounted } from '../rules/chunk-standing.ts';
import { type Outcomes, outcomeKinds } from '../rules/chunks.ts';
import type { Reservation } from './chunks.ts';
import { packPositions, unpackPositions } from './packed-positions.ts';
import { partKey, stateKey } from './publication-items.ts';

/** Where the sending of a chunk stands. It has an item of its own, under the kilobyte where its price would rise: its people are written once. */
export const StoredState = z.object({
  state: z.enum(['planned', 'sending', 'sent']),
  attempt: z.int(),
  leaseUntil: z.int(),
  accepted: z.optional(z.instanceof(Uint8Array)),
  failed: z.optional(z.instanceof(Uint8Array)),
  left: z.optional(z.instanceof(Uint8Array)),
  counted: z.optional(z.object({ accepted: z.int(), failed: z.int(), left: z.int() })),
});
export type StoredState = z.output<typeof StoredState>;

/** What such an item says of so many people. */
export const standingOf = ({ accepted, failed, left, counted }: StoredState, people: number): Standing => {
  const positions = (bits: Uint8Array | undefined): Set<number> => (bits ? unpackPositions(bits) : new Set());
  return {
    people,
    told: { accepted: positions(accepted), failed: positions(failed), left: positions(left) },
    counted: counted ?? { accepted: 0, failed: 0, left: 0 },
  };
};

const bitsOf = (told: Standing['told']): Record<string, Uint8Array> =>
  Object.fromEntries(outcomeKinds.flatMap((kind) => (told[kind].size > 0 ? [[kind, packPositions(told[kind])]] : [])));

/** Fails for a worker that holds the chunk no more. */
const change = (table: string, { attempt, ...ref }: Reservation, set: Record<string, unknown>) => ({
  TableName: table,
  Key: stateKey(ref),
  UpdateExpression: `SET ${Object.keys(set)
    .map((name) => `#${name} = :${name}`)
    .join(', ')}`,
  ConditionExpression: '#state = :sending AND attempt = :attempt',
  ExpressionAttributeNames: { '#state': 'state', ...Object.fromEntries(Object.keys(set).map((name) => [`#${name}`, name])) },
  ExpressionAttributeValues: {
    ':sending': 'sending',
    ':attempt': attempt,
    ...Object.fromEntries(Object.entries(set).map(([name, value]) => [`:${name}`, value])),
  },
});

/** Notes what became of people, which the part does not count yet. */
export const changeToNote = (table: string, reservation: Reservation, outcomes: Outcomes) =>
  change(table, reservation, bitsOf(toldWith(reservation.standing, outcomes)));

/**
 * For one transaction: notes what became of people, and counts in the part all that it did not count yet. With `givesBack` the chunk is in
 * nobody's hands then.
 */
export const writesToCount = (
  table: string,
  reservation: Reservation,
  outcomes: Outcomes,
  { at, givesBack }: { at: Date; givesBack: boolean },
): Write[] => {
  const { people, counted } = reservation.standing;
  const told = toldWith(reservation.standing, outcomes);
  const sent = givesBack && isSettled(people, told);
  const counts = { ...uncounted(told, counted), ...(sent && { sent: 1 }) };
  const moved = Object.entries(counts).filter(([, count]) => count > 0);
  const givenBack = { state: sent ? 'sent' : 'planned', leaseUntil: 0 };
  return [
    { Update: change(table, reservation, { ...bitsOf(told), counted: countsOf(told), ...(givesBack && givenBack) }) },
    {
      Update: {
        TableName: table,
        Key: partKey(reservation.publicationId, reservation.part),
        UpdateExpression: `SET movedAt = :at, reminders = :none${moved.length > 0 ? ` ADD ${moved.map(([name]) => `#${name} :${name}`).join(', ')}` : ''}`,
        ...(moved.length > 0 && { ExpressionAttributeNames: Object.fromEntries(moved.map(([name]) => [`#${name}`, name])) }),
        ExpressionAttributeValues: {
          ':at': at.toISOString(),
          ':none': 0,
          ...Object.fromEntries(moved.map(([name, count]) => [`:${name}`, count])),
        },
      },
    },
  ];
};

/** To be called once it is written. */
export const remember = ({ standing }: Reservation, outcomes: Outcomes, counted: boolean): void => {
  standing.told = toldWith(standing, outcomes);
  if (counted) standing.counted = countsOf(standing.told);
};
