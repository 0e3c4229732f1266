import type { MailingId } from '../../schemas/digest.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import type { Announcement } from '../../schemas/publication.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import type { EndWhenComplete } from './end-publication.ts';
import { sealLeaveToken } from './leave-token.ts';
import { type AlertMail, alertMail } from './mail/alert-mail.ts';
import type { Fate, Letter, Mailer } from './mailer.ts';
import type { ChunkMessage } from './messages.ts';
import { chunkName, type Outcomes } from './rules/chunks.ts';
import type { AudienceReader } from './store/audience.ts';
import type { ChunkStore, Reservation } from './store/chunks.ts';
import type { LeaveKeys } from './store/leave-keys.ts';
import type { PublicationStore } from './store/publications.ts';

/** Longer than the function may run (20 s), shorter than its queue hides a message (30 s): nobody sends what another may still be sending. */
const LEASE = 25_000;

interface Dependencies {
  publications: Pick<PublicationStore, 'announcement'>;
  chunks: Pick<ChunkStore, 'reserve' | 'settle'>;
  audience: Pick<AudienceReader, 'stillSubscribed'>;
  accounts: Pick<AccountReader, 'contactsOf'>;
  leaveKeys: LeaveKeys;
  mailer: Mailer;
  endWhenComplete: EndWhenComplete;
  clock: Clock;
  siteAddress: string;
}

/** Another worker is sending this chunk, or some of its people could not be written to yet: the message comes back. */
export class ChunkUnfinished extends Error {
  override readonly name = 'ChunkUnfinished';
}

/**
 * Sends one chunk: reserve, send, record. Killed before the send nothing has happened; killed after it and before the record, the fifty of
 * that one call are sent again once the lease has ended.
 */
export const deliverChunk = (dependencies: Dependencies) => {
  const mailOf = rememberLast(dependencies);
  return async (message: ChunkMessage): Promise<void> => {
    const { chunks, endWhenComplete, clock } = dependencies;
    const now = clock();
    const reservation = await chunks.reserve(message, now, new Date(now.getTime() + LEASE));
    if (reservation === 'busy') throw new ChunkUnfinished();
    if (reservation !== 'sent') await send(dependencies, reservation, mailOf);
    await endWhenComplete(message.publicationId);
  };
};

type MailOf = (id: MailingId) => Promise<{ announcement: Announcement; mail: AlertMail }>;

/** A worker meets chunks of one publication in a row: its mail is read and written once. */
const rememberLast = ({ publications, siteAddress }: Dependencies): MailOf => {
  let last: { id: MailingId; announcement: Announcement; mail: AlertMail } | undefined;
  return async (id) => {
    if (last?.id === id) return last;
    const announcement = await publications.announcement(id);
    if (!announcement) throw new Error('a chunk of a publication that is not there');
    last = { id, announcement, mail: alertMail(announcement, siteAddress) };
    return last;
  };
};

const send = async (dependencies: Dependencies, reservation: Reservation, mailOf: MailOf): Promise<void> => {
  const { chunks, mailer, clock } = dependencies;
  const fields = { publicationId: reservation.publicationId, chunk: chunkName(reservation) };
  if (reservation.recovered) log('chunk.recovered', { ...fields, count: reservation.pending.length });
  const { announcement, mail } = await mailOf(reservation.publicationId);
  const letters = await write(dependencies, reservation, ficheKey(announcement));
  const written = new Set(letters.map(({ position }) => position));
  const left = reservation.pending.flatMap(({ position }) => (written.has(position) ? [] : [position]));
  const { fates, error } = await tryMailer(mailer, { mail, chunk: reservation, letters });
  const withFate = (wanted: Fate): number[] => letters.flatMap(({ position }, at) => (fates[at] === wanted ? [position] : []));
  const outcomes: Outcomes = { accepted: withFate('accepted'), failed: withFate('refused'), left };
  await chunks.settle(reservation, outcomes, clock());
  if (outcomes.failed.length > 0) log('mail.refused', { ...fields, count: outcomes.failed.length });
  const later = withFate('later').length;
  if (later === 0) return log('chunk.sent', { ...fields, count: outcomes.accepted.length });
  log('chunk.retried', { ...fields, count: later });
  throw error ?? new ChunkUnfinished();
};

/** A call that fails as a whole leaves everybody for later: those who have left are recorded all the same. */
const tryMailer = async (mailer: Mailer, mailing: Parameters<Mailer>[0]): Promise<{ fates: Fate[]; error?: Error }> => {
  if (mailing.letters.length === 0) return { fates: [] };
  try {
    return { fates: await mailer(mailing) };
  } catch (error) {
    return { fates: mailing.letters.map(() => 'later' as const), error: error instanceof Error ? error : new ChunkUnfinished() };
  }
};

/** One letter for each person who still follows the fiche, has an active account and an address that takes mails, as it is at this moment. */
const write = async (
  { audience, accounts, leaveKeys, siteAddress }: Dependencies,
  { pending }: Reservation,
  fiche: string,
): Promise<Letter[]> => {
  const [subscribed, contacts, keyring] = await Promise.all([
    audience.stillSubscribed(pending.map(({ accountId, spaceId }) => ({ ficheKey: fiche, accountId, spaceId }))),
    accounts.contactsOf(pending.map(({ accountId }) => accountId)),
    leaveKeys(),
  ]);
  const subscriptions = new Map(subscribed.map((subscription) => [subscription.accountId, subscription]));
  return pending.flatMap(({ accountId, position }) => {
    const subscription = subscriptions.get(accountId);
    const contact = contacts.get(accountId);
    if (!subscription || !mayBeWrittenTo(contact)) return [];
    const doubtful = contact.mail === 'doubtful';
    const leaveAddress = `${siteAddress}/api/leave/${sealLeaveToken(keyring, subscription)}`;
    return { position, address: contact.email, doubtful, leaveAddress };
  });
};
