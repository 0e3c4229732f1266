import type { Announcement, Ledger, MailingProgress } from '../../../schemas/publication.ts';

export interface PartCounts {
  chunks: number;
  expected: number;
  accepted: number;
  failed: number;
  left: number;
}

/** Those of an alert count its people who are told by a digest too. */
export interface AlertPartCounts extends PartCounts {
  inDigests: number;
}

/** What the mail service tells of a part after it took the mails over. */
export interface FeedbackCounts {
  delivered: number;
  bounced: number;
  complained: number;
  /** Taken over, then not sent after all. */
  rejected: number;
}

interface Times {
  startedAt: string;
  endedAt?: string | undefined;
}

const sum = <Key extends string>(rows: Record<Key, number>[], key: Key): number => rows.reduce((total, row) => total + row[key], 0);

/** Adds up the parts. A mail that was taken over and then rejected moves from accepted to failed: a person is counted once among the three. */
export const sumCounts = (times: Times, parts: PartCounts[], feedback: FeedbackCounts[]): MailingProgress => {
  const { startedAt, endedAt = null } = times;
  const rejected = sum(feedback, 'rejected');
  return {
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

type Started = Pick<Announcement, 'audience' | 'ficheId' | 'revision' | 'joined'> & Times;

export const sumLedger = (publication: Started, parts: AlertPartCounts[], feedback: FeedbackCounts[]): Ledger => {
  const { audience, ficheId, revision, joined = [] } = publication;
  return {
    audience,
    ficheId,
    revision,
    waitingUntil: null,
    toldWith: null,
    joined,
    ...sumCounts(publication, parts, feedback),
    inDigests: sum(parts, 'inDigests'),
  };
};

type WaitingRevision = Pick<Announcement, 'audience' | 'ficheId' | 'revision'> & { declaredAt: string; until: string };

/** Nobody has been written to yet. */
export const waitingLedger = ({ declaredAt, until, ...revision }: WaitingRevision): Ledger => ({
  ...sumLedger({ ...revision, startedAt: declaredAt }, [], []),
  state: 'waiting',
  waitingUntil: until,
});

/** What is known of a revision that the alert of a later one tells. */
export const toldWith = (revision: number, told: Ledger): Ledger => ({ ...told, revision, toldWith: told.revision, joined: [] });
