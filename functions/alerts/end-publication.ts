import type { MailingId } from '../../schemas/digest.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import { isComplete } from './rules/parts.ts';
import type { PartStore } from './store/parts.ts';
import type { PublicationStore } from './store/publications.ts';

export type EndWhenComplete = (id: MailingId) => Promise<boolean>;

/** Ends a publication once nothing is left to read or to send. Whoever does the last thing calls it, so that the end is told at once. */
export const endWhenComplete =
  ({
    publications,
    parts,
    clock,
  }: {
    publications: Pick<PublicationStore, 'end'>;
    parts: Pick<PartStore, 'list'>;
    clock: Clock;
  }): EndWhenComplete =>
  async (id) => {
    if (!(await parts.list(id)).every(isComplete)) return false;
    if (await publications.end(id, clock())) log('publication.ended', { publicationId: id });
    return true;
  };

/** For a batch of chunks that are sent: one look at each mailing, however many of its chunks the batch held. */
export const endSentMailings =
  (end: EndWhenComplete) =>
  async (sent: { publicationId: MailingId }[]): Promise<void> => {
    await Promise.all([...new Set(sent.map(({ publicationId }) => publicationId))].map(end));
  };
