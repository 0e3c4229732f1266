import type { Fate, Mailer } from '../../functions/alerts/mailer.ts';
import { chunkName, type Outcomes } from '../../functions/alerts/rules/chunks.ts';
import type { ChunkStore, Reservation } from '../../functions/alerts/store/chunks.ts';
import type { AccountId } from '../../schemas/account.ts';

export interface MailAccidents {
  /** What the mail service says of somebody at its nth call. */
  fate?: (call: number, position: number) => Fate;
  /** Whether its nth call fails as a whole, before the mails went or with the answer on its way back. */
  failure?: (call: number) => 'before' | 'after' | undefined;
}

/** Sends letter by letter what is sent in bulk otherwise; a lost answer is one letter's alone. A worker that dies sends nothing more. */
export const oneByOne =
  (mailer: Mailer, isDeath: (error: unknown) => boolean): Mailer =>
  async (mailing) => {
    const fates: Fate[] = [];
    for (const letter of mailing.letters) {
      try {
        fates.push(...(await mailer({ ...mailing, letters: [letter] })));
      } catch (error) {
        if (isDeath(error)) throw error;
        fates.push('later');
      }
    }
    return fates;
  };

/** A mail service that counts what each person gets, and a store of chunks that knows whose mail was in flight when a worker was lost. */
export const countedMails = (store: ChunkStore, { fate = () => 'accepted', failure = () => undefined }: MailAccidents) => {
  const mails = new Map<AccountId, number>();
  const refused = new Set<AccountId>();
  /** Taken over by the mail service, and not yet recorded. */
  const unrecorded = new Map<string, AccountId[]>();
  /** How often a worker that had somebody's mail in flight did not come back. */
  const inFlight = new Map<AccountId, number>();
  let sends = 0;
  let largest = 0;
  const mailer: Mailer = async ({ letters, chunk, turn }) => {
    await turn.alone(letters.length);
    const call = sends++;
    largest = Math.max(largest, letters.length);
    if (failure(call) === 'before') throw new Error('throttled');
    const fates = letters.map(({ position }) => fate(call, position));
    const told = letters.flatMap(({ address }, at) => (fates[at] === 'accepted' ? [address.split('@')[0] as AccountId] : []));
    for (const id of told) mails.set(id, (mails.get(id) ?? 0) + 1);
    for (const [at, { address }] of letters.entries()) if (fates[at] === 'refused') refused.add(address.split('@')[0] as AccountId);
    unrecorded.set(chunkName(chunk), [...(unrecorded.get(chunkName(chunk)) ?? []), ...told]);
    if (failure(call) === 'after') throw new Error('no answer');
    return fates;
  };
  const record = (reservation: Reservation, outcomes: Outcomes): void => {
    const name = chunkName(reservation);
    const accepted = new Set(outcomes.accepted);
    const recorded = new Set(reservation.pending.flatMap(({ accountId, position }) => (accepted.has(position) ? [accountId] : [])));
    unrecorded.set(
      name,
      (unrecorded.get(name) ?? []).filter((id) => !recorded.has(id)),
    );
  };
  const chunks: ChunkStore = {
    ...store,
    async reserve(ref, from, until) {
      const reservation = await store.reserve(ref, from, until);
      if (typeof reservation !== 'string') {
        for (const id of unrecorded.get(chunkName(ref)) ?? []) inFlight.set(id, (inFlight.get(id) ?? 0) + 1);
        unrecorded.delete(chunkName(ref));
      }
      return reservation;
    },
    async note(reservation, outcomes) {
      await store.note(reservation, outcomes);
      record(reservation, outcomes);
    },
    async settle(reservation, outcomes, at) {
      await store.settle(reservation, outcomes, at);
      record(reservation, outcomes);
    },
  };
  return { mailer, chunks, outcome: () => ({ mails, refused, inFlight, sends, largest }) };
};
