import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { errorFields, log } from '../shared/log.ts';
import { type ChunkRef, chunkName } from './rules/chunks.ts';
import { type Feedback, type FeedbackKind, readMailEvent } from './rules/mail-events.ts';
import type { RecordFeedback, Told } from './store/feedback.ts';

type Message = Pick<SQSRecord, 'messageId' | 'body'>;

interface Group {
  chunk: ChunkRef;
  told: Feedback[];
  messageIds: string[];
}

/** Messages about one chunk are written together; those about nothing of ours fall away. */
const groupByChunk = (messages: Message[]): Group[] => {
  const groups = new Map<string, Group>();
  for (const { messageId, body } of messages) {
    const feedback = readMailEvent(body);
    if (!feedback) continue;
    const { publicationId, part, chunk } = feedback;
    const key = `${publicationId}/${chunkName(feedback)}`;
    const group = groups.get(key) ?? { chunk: { publicationId, part, chunk }, told: [], messageIds: [] };
    group.told.push(feedback);
    group.messageIds.push(messageId);
    groups.set(key, group);
  }
  return [...groups.values()];
};

const numberOf = (told: Told, wanted: FeedbackKind): number => told.filter(({ kind }) => kind === wanted).length;

/** Follows each mail after it was sent: the ledger learns what became of it, once for each person and kind. */
export const recordFeedback =
  ({ record }: { record: RecordFeedback }) =>
  async (messages: Message[]): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const { chunk, told, messageIds } of groupByChunk(messages)) {
      try {
        const news = await record(chunk, told);
        const fields = { publicationId: chunk.publicationId, chunk: chunkName(chunk) };
        const bounced = numberOf(news, 'bounced');
        const complained = numberOf(news, 'complained');
        if (bounced > 0) log('mail.bounced', { ...fields, count: bounced });
        if (complained > 0) log('mail.complained', { ...fields, count: complained });
      } catch (error) {
        log('message.failed', { publicationId: chunk.publicationId, chunk: chunkName(chunk), ...errorFields(error) });
        batchItemFailures.push(...messageIds.map((itemIdentifier) => ({ itemIdentifier })));
      }
    }
    return { batchItemFailures };
  };
