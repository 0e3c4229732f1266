import { recordFeedback } from '../../functions/alerts/record-feedback.ts';
import type { AddressNews } from '../../functions/alerts/rules/address-memory.ts';
import { type ChunkRef, chunkName } from '../../functions/alerts/rules/chunks.ts';
import type { ToldKind } from '../../functions/alerts/rules/mail-event-meanings.ts';
import type { Volume } from '../../functions/alerts/rules/reputation.ts';
import type { Told } from '../../functions/alerts/store/feedback.ts';
import { PublicationId } from '../../schemas/publication.ts';
import { mailEvent } from './mail-events.ts';

/** The chunk whose mails are told of. */
export const first: ChunkRef = { publicationId: PublicationId.parse('particuliers-F265-2'), part: '00', chunk: 0 };
export const second: ChunkRef = { ...first, chunk: 1 };

/** No such mailbox, and a full one. */
export const hard = { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'CAMILLE.MARTIN@exemple.fr' }] } };
export const full = { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } };

interface Given {
  fails?: (chunk: ChunkRef) => boolean;
  /** Who has their mail already. */
  delivered?: number[];
  /** Nothing is new: it was all told before. */
  known?: boolean;
}

/** Follows mails with a ledger and memories that note what they were asked. */
export const following = ({ fails = () => false, delivered = [], known = false }: Given = {}) => {
  const calls: { chunk: string; told: Told }[] = [];
  const judged: { address: string; news: AddressNews[] }[] = [];
  const counted: Volume[] = [];
  const letters = new Map<string, ReadonlySet<ToldKind>>();
  const follow = recordFeedback({
    record: async (chunk, told) => {
      if (fails(chunk)) throw new Error('camille.martin@exemple.fr cannot be written');
      calls.push({ chunk: chunkName(chunk), told });
      const news = known ? [] : told;
      const of = (...kinds: string[]) => news.filter(({ kind }) => kinds.includes(kind)).length;
      const moved = {
        delivered: of('delivered'),
        bounced: of('bounced', 'given-up'),
        complained: of('complained'),
        rejected: of('rejected'),
      };
      return { news, moved, delivered: new Set(delivered) };
    },
    judge: async (address, news) => {
      judged.push({ address, news });
    },
    hear: async (mail, told) => {
      const before = letters.get(mail) ?? new Set();
      letters.set(mail, new Set([...before, ...told]));
      return before;
    },
    count: async (volume) => {
      counted.push(volume);
    },
    clock: () => new Date('2026-03-02T08:00:00.000Z'),
  });
  return { calls, judged, counted, follow: (...bodies: string[]) => follow(bodies.map((body, n) => ({ messageId: `m${n}`, body }))) };
};
/** The body of a message about a mail. */
export const event = (...args: Parameters<typeof mailEvent>): string => JSON.stringify(mailEvent(...args));
