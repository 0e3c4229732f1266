import type { Announcement, Ledger } from '../../../schemas/publication.ts';

export interface PartCounts {
  chunks: number;
  expected: number;
  accepted: number;
  failed: number;
  left: number;
}

/** What the mail service tells of a part after it took the mails over. */
export interface FeedbackCounts {
  delivered: number;
  bounced: number;
  complained: number;
  /** Taken over, then not sent after all. */
  rejected: number;
}

type Started = Pick<Announcement, 'audience' | 'ficheId' | 'revision'> & { startedAt: string; endedAt?: string | undefined };

const sum = <Key extends string>(rows: Record<Key, number>[], key: Key): number => rows.reduce((total, row) => total + row[key], 0);

/** Adds up the parts. A mail that was taken over and then rejected moves from accepted to failed: a person is counted once among the three. */
export const sumLedger = (publication: Started, parts: PartCounts[], feedback: FeedbackCounts[]): Ledger => {
  const { audience, ficheId, revision, startedAt, endedAt = null } = publication;
  const rejected = sum(feedback, 'rejected');
  return {
    audience,
    ficheId,
    revision,
    state: endedAt !== null ? 'done' : sum(parts, 'chunks') > 0 ? 'sending' : 'planned',
    startedAt,
    endedAt,
    expected: sum(parts, 'expected'),
    accepted: sum(parts, 'accepted') - rejected,
    delivered: sum(feedback, 'delivered'),
    bounced: sum(feedback, 'bounced'),
    complained: sum(feedback, 'complained'),
    failed: sum(parts, 'failed') + rejected,
    left: sum(parts, 'left'),
  };
};
