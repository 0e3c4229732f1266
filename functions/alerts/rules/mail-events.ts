import * as z from 'zod/mini';
import { MailingId } from '../../../schemas/digest.ts';
import { type ChunkRef, readChunkName } from './chunks.ts';
import { type Meaning, meaningOf } from './mail-event-meanings.ts';
import { mailTags } from './mail-tags.ts';

/** What the mail service tells of one mail. */
export interface MailEvent extends Meaning {
  /** Where the mail is in the ledger; undefined for one that is in none. */
  place: (ChunkRef & { position: number }) | undefined;
  /** The mail service's own name for the mail: several events of one mail have it in common. */
  mail: string;
  sentAt: string;
  at: string;
  /** Whom we wrote to, as spelled in the event; undefined when it does not say. Never to be kept or logged as it is. */
  address: string | undefined;
  /** The mail said that the address was in doubt. */
  doubtful: boolean;
  /** It arrived so late that a delay may have been told of it. */
  slow: boolean;
}

/** In milliseconds. The mail service tells of delays of minutes; most mails arrive within seconds. */
const SLOW = 30_000;

const timestamp = z.iso.datetime({ offset: true });
const tag = z.optional(z.tuple([z.string()]));
/** Some are null, and each is only there where it says something. */
const word = z.nullish(z.string());
const recipients = z.nullish(z.array(z.union([z.string(), z.object({ emailAddress: z.string() })])));

const Report = z.optional(
  z.object({
    timestamp: z.nullish(timestamp),
    bounceType: word,
    bounceSubType: word,
    complaintFeedbackType: word,
    complaintSubType: word,
    delayType: word,
    processingTimeMillis: z.nullish(z.number()),
    recipients,
    bouncedRecipients: recipients,
    complainedRecipients: recipients,
    delayedRecipients: recipients,
  }),
);

const StoredEvent = z.object({
  eventType: z.string(),
  delivery: Report,
  bounce: Report,
  complaint: Report,
  deliveryDelay: Report,
  mail: z.object({
    timestamp,
    messageId: z.string().check(z.minLength(1), z.maxLength(200)),
    destination: z.nullish(z.array(z.string())),
    tags: z.nullish(z.object({ [mailTags.publication]: tag, [mailTags.chunk]: tag, [mailTags.position]: tag, [mailTags.doubtful]: tag })),
  }),
});
type StoredEvent = z.output<typeof StoredEvent>;
type Report = NonNullable<z.output<typeof Report>>;

const Position = z.string().check(z.regex(/^\d{1,3}$/));

const placeOf = ({ mail: { tags } }: StoredEvent): MailEvent['place'] => {
  if (!tags) return undefined;
  const publication = MailingId.safeParse(tags[mailTags.publication]?.[0]);
  const chunk = readChunkName(tags[mailTags.chunk]?.[0] ?? '');
  const position = Position.safeParse(tags[mailTags.position]?.[0]);
  if (!publication.success || !chunk || !position.success) return undefined;
  return { publicationId: publication.data, ...chunk, position: Number(position.data) };
};

/** `Camille <camille@exemple.fr>` is `camille@exemple.fr`. */
const bare = (address: string): string => (/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address).trim();

/** The address that we wrote to, and not the one to which its owner may have mails sent on; of several, only the one that is told of. */
const addressOf = ({ mail }: StoredEvent, report: Report | undefined): string | undefined => {
  const [first, ...more] = mail.destination ?? [];
  if (first !== undefined && more.length === 0) return bare(first);
  const told = report?.recipients ?? report?.bouncedRecipients ?? report?.complainedRecipients ?? report?.delayedRecipients ?? [];
  const [only, ...others] = told.map((recipient) => (typeof recipient === 'string' ? recipient : recipient.emailAddress));
  return only !== undefined && others.length === 0 ? bare(only) : undefined;
};

const utc = (time: string): string => new Date(time).toISOString();

const understand = (event: StoredEvent): MailEvent => {
  const { eventType, mail } = event;
  const report = event.bounce ?? event.complaint ?? event.delivery ?? event.deliveryDelay;
  const type = report?.bounceType ?? report?.complaintFeedbackType ?? report?.delayType ?? '';
  const subType = report?.bounceSubType ?? report?.complaintSubType ?? '';
  const { told, sign, hurts } = meaningOf({ event: eventType, type, subType });
  return {
    ...(told && { told }),
    ...(sign && { sign }),
    ...(hurts && { hurts }),
    place: placeOf(event),
    mail: mail.messageId,
    sentAt: utc(mail.timestamp),
    at: utc(report?.timestamp ?? mail.timestamp),
    address: addressOf(event, report),
    doubtful: mail.tags?.[mailTags.doubtful] !== undefined,
    slow: (report?.processingTimeMillis ?? 0) >= SLOW,
  };
};

/** The topic's envelope is not ours to check: what is in it is. */
const messageOf = (outer: unknown): unknown => {
  const { Type, Message } = (outer ?? {}) as { Type?: unknown; Message?: unknown };
  return Type === 'Notification' && typeof Message === 'string' ? readJson(Message) : outer;
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** An event of the mail service, bare or in the topic's envelope; undefined for all that means nothing to us. */
export const readMailEvent = (body: string): MailEvent | undefined => {
  const read = StoredEvent.safeParse(messageOf(readJson(body)));
  if (!read.success) return undefined;
  const event = understand(read.data);
  return event.told || event.sign ? event : undefined;
};
