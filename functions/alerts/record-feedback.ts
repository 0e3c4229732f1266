import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { AddressHash } from '../../schemas/mail-state.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import { errorFields, log } from '../shared/log.ts';
import type { JudgeAddress } from './judge-address.ts';
import type { AddressNews } from './rules/address-memory.ts';
import { type ChunkRef, chunkName } from './rules/chunks.ts';
import type { ToldKind } from './rules/mail-event-meanings.ts';
import { type MailEvent, readMailEvent } from './rules/mail-events.ts';
import { addVolumes, noVolume, type Volume } from './rules/reputation.ts';
import type { Recorded, RecordFeedback } from './store/feedback.ts';
import type { HearOfLetter } from './store/letters-told.ts';
import type { CountVolume } from './store/volumes.ts';

type Message = Pick<SQSRecord, 'messageId' | 'body'>;

interface Group {
  /** Undefined for mails that are in no ledger. */
  chunk: ChunkRef | undefined;
  events: MailEvent[];
  messageIds: string[];
}

interface Dependencies {
  record: RecordFeedback;
  judge: JudgeAddress;
  hear: HearOfLetter;
  count: CountVolume;
  clock: Clock;
}

/** Messages about one chunk are written together; those about nothing of ours fall away. */
const groupByChunk = (messages: Message[]): Group[] => {
  const groups = new Map<string, Group>();
  for (const { messageId, body } of messages) {
    const event = readMailEvent(body);
    if (!event) continue;
    const { place } = event;
    const key = place ? `${place.publicationId}/${chunkName(place)}` : '';
    const chunk = place && { publicationId: place.publicationId, part: place.part, chunk: place.chunk };
    const group = groups.get(key) ?? { chunk, events: [], messageIds: [] };
    group.events.push(event);
    group.messageIds.push(messageId);
    groups.set(key, group);
  }
  return [...groups.values()];
};

/** An automatic answer says nothing of an address, and a delivery only where something was wrong. */
const saysSomething = ({ sign, place, doubtful, slow }: MailEvent, delivered: ReadonlySet<number>): boolean => {
  if (sign === 'failure') return !(place && delivered.has(place.position));
  return sign === 'delivery' ? doubtful || slow : sign !== undefined;
};

const newsByAddress = (events: MailEvent[], delivered: ReadonlySet<number>): Map<AddressHash, AddressNews[]> => {
  const byAddress = new Map<AddressHash, AddressNews[]>();
  for (const event of events) {
    const { address, sign, mail, at, sentAt, doubtful } = event;
    if (!address || !sign || !saysSomething(event, delivered)) continue;
    const hash = hashAddress(address);
    byAddress.set(hash, [...(byAddress.get(hash) ?? []), { sign, mail, at, sentAt, doubtful }]);
  }
  return byAddress;
};

/** What the mails of a chunk add to our reputation: each is sent once, and held against us at most once as a bounce and as a complaint. */
const volumeOf = (events: MailEvent[], { news, moved }: Recorded): Volume => {
  const hurting = (kind: 'bounced' | 'complained') => {
    const held = new Set(events.flatMap(({ told, hurts, place }) => (told === kind && hurts && place ? [place.position] : [])));
    return news.filter((one) => one.kind === kind && held.has(one.position)).length;
  };
  return { sent: moved.delivered + moved.bounced, bounced: hurting('bounced'), complained: hurting('complained') };
};

/** A mail that was sent ends in one of these, and may come back after it arrived. */
const ends: readonly ToldKind[] = ['delivered', 'bounced', 'given-up'];

/** What is new of one letter: it was sent once, though it came back after it had arrived. */
const volumeOfLetter = (events: MailEvent[], known: ReadonlySet<ToldKind>): Volume => {
  const told = new Set(events.flatMap((event) => event.told ?? []));
  const hurting = (kind: ToldKind) => !known.has(kind) && events.some((event) => event.told === kind && event.hurts);
  return {
    sent: ends.some((end) => told.has(end)) && !ends.some((end) => known.has(end)) ? 1 : 0,
    bounced: Number(hurting('bounced')),
    complained: Number(hurting('complained')),
  };
};

/**
 * What letters to one person add: the mail service counts them as any other. They are in no ledger, so what was told of each is remembered, in one
 * write a letter. Killed between that and the count, the figures lack them, as they lack those of a chunk: fewer, never twice.
 */
const volumeOfLetters = async (hear: HearOfLetter, events: MailEvent[]): Promise<Volume> => {
  const letters = Object.values(Object.groupBy(events, ({ mail }) => mail)).filter((letter) => letter !== undefined);
  const volumes = await Promise.all(
    letters.map(async (letter) => {
      const told = letter.flatMap((event) => event.told ?? []);
      const [first] = letter;
      return first && told.length > 0 ? volumeOfLetter(letter, await hear(first.mail, new Set(told))) : noVolume;
    }),
  );
  return volumes.reduce(addVolumes, noVolume);
};

const follow = async ({ record, judge, hear }: Dependencies, { chunk, events }: Group): Promise<Volume> => {
  const told = events.flatMap(({ told: kind, place }) => (kind && place ? [{ kind, position: place.position }] : []));
  const recorded = chunk && (await record(chunk, told));
  await Promise.all([...newsByAddress(events, recorded?.delivered ?? new Set())].map(([address, news]) => judge(address, news)));
  if (!chunk || !recorded) return volumeOfLetters(hear, events);
  const { bounced, complained } = recorded.moved;
  const fields = { publicationId: chunk.publicationId, chunk: chunkName(chunk) };
  if (bounced > 0) log('mail.bounced', { ...fields, count: bounced });
  if (complained > 0) log('mail.complained', { ...fields, count: complained });
  return volumeOf(events, recorded);
};

/**
 * Follows each mail after it was sent: the ledger learns what became of it, once for each person and kind; an address that is no good, or
 * wants no more, is told on; what was sent and came back adds to the figures of the hour, in one write for the whole batch.
 */
export const recordFeedback =
  (dependencies: Dependencies) =>
  async (messages: Message[]): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    let volume = noVolume;
    for (const group of groupByChunk(messages)) {
      try {
        volume = addVolumes(volume, await follow(dependencies, group));
      } catch (error) {
        const fields = group.chunk && { publicationId: group.chunk.publicationId, chunk: chunkName(group.chunk) };
        log('message.failed', { ...fields, ...errorFields(error) });
        batchItemFailures.push(...group.messageIds.map((itemIdentifier) => ({ itemIdentifier })));
      }
    }
    if (volume.sent !== 0 || volume.bounced > 0 || volume.complained > 0) await dependencies.count(volume, dependencies.clock());
    return { batchItemFailures };
  };
