import * as z from 'zod/mini';
import { MailingId } from '../../../schemas/digest.ts';
import { type ChunkRef, readChunkName } from './chunks.ts';
import { mailTags } from './mail-tags.ts';

/** What is counted of a mail after the mail service took it over; each at most once for one person of a publication. */
export const feedbackKinds = ['delivered', 'bounced', 'complained', 'rejected'] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/**
 * `given-up`: a soft bounce. The mail service tells of it when it stops trying, hours later; it tells of an automatic answer, which comes
 * back for a mail that did arrive, in the same words.
 */
export type ToldKind = FeedbackKind | 'given-up';

/** As what one event counts, knowing who has their mail; undefined for an automatic answer. */
export const countedAs = (kind: ToldKind, wasDelivered: boolean): FeedbackKind | undefined =>
  kind !== 'given-up' ? kind : wasDelivered ? undefined : 'bounced';

/** One person's mail, and what became of it. */
export interface Feedback extends ChunkRef {
  position: number;
  kind: ToldKind;
}

const tag = z.pipe(
  z.tuple([z.string()]),
  z.transform(([value]) => value),
);

const MailEvent = z.object({
  eventType: z.string(),
  bounce: z.optional(z.object({ bounceType: z.string() })),
  mail: z.object({
    tags: z.object({
      [mailTags.publication]: z.pipe(tag, MailingId),
      [mailTags.chunk]: tag,
      [mailTags.position]: z.pipe(z.pipe(tag, z.string().check(z.regex(/^\d{1,2}$/))), z.transform(Number)),
    }),
  }),
});

const kindOf = ({ eventType, bounce }: z.output<typeof MailEvent>): ToldKind | undefined => {
  switch (eventType) {
    case 'Delivery':
      return 'delivered';
    case 'Bounce':
      return bounce?.bounceType === 'Permanent' ? 'bounced' : 'given-up';
    case 'Complaint':
      return 'complained';
    case 'Reject':
    case 'Rendering Failure':
      return 'rejected';
    default:
      return undefined;
  }
};

const Envelope = z.object({ Type: z.literal('Notification'), Message: z.string() });

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** An event of the mail service, bare or in the topic's envelope; undefined for all that is not about one of our alerts. */
export const readMailEvent = (body: string): Feedback | undefined => {
  const outer = readJson(body);
  const envelope = Envelope.safeParse(outer);
  const event = MailEvent.safeParse(envelope.success ? readJson(envelope.data.Message) : outer);
  if (!event.success) return undefined;
  const { tags } = event.data.mail;
  const kind = kindOf(event.data);
  const chunk = readChunkName(tags[mailTags.chunk]);
  return kind && chunk && { publicationId: tags[mailTags.publication], ...chunk, position: tags[mailTags.position], kind };
};
