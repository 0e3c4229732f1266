import type { MailingId } from '../../schemas/digest.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import type { Announcement } from '../../schemas/publication.ts';
import type { BatchRun } from '../shared/consumer.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import type { EndWhenComplete } from './end-publication.ts';
import { sealLeaveToken } from './leave-token.ts';
import { type AlertMail, alertMail } from './mail/alert-mail.ts';
import type { Letter, Mailer } from './mailer.ts';
import type { ChunkMessage } from './messages.ts';
import type { SendClass } from './rules/lanes.ts';
import type { SendBudget } from './sending/budget.ts';
import type { ChunkWork } from './sending/send-chunk.ts';
import type { TextChunk, TextedChunk } from './sms/text-chunk.ts';
import type { AudienceReader } from './store/audience.ts';
import type { Reservation } from './store/chunks.ts';
import type { LeaveKeys } from './store/leave-keys.ts';
import type { PublicationStore } from './store/publications.ts';

interface Dependencies {
  publications: Pick<PublicationStore, 'announcement'>;
  audience: Pick<AudienceReader, 'stillSubscribed'>;
  accounts: Pick<AccountReader, 'contactsOf'>;
  leaveKeys: LeaveKeys;
  textChunk: TextChunk;
  mailer: Mailer;
  budgetOf: (sendClass: SendClass) => SendBudget;
  sendChunk: (work: ChunkWork) => Promise<number | undefined>;
  endWhenComplete: EndWhenComplete;
  siteAddress: string;
}

const NOBODY_TEXTED: TextedChunk = { recorded: new Set(), unsent: new Map() };

/**
 * Sends one chunk of an alert to those of its people who are still to be told: by SMS where it is one of SMS, and by mail who cannot have one. Gives
 * the seconds to wait when somebody's turn has not come.
 */
export const deliverChunk = (dependencies: Dependencies) => {
  const alertOf = rememberLast(dependencies);
  return async (message: ChunkMessage, run: BatchRun): Promise<number | undefined> => {
    const { textChunk, mailer, budgetOf, sendChunk, endWhenComplete } = dependencies;
    const { announcement, mail } = await alertOf(message.publicationId);
    const seconds = await sendChunk({
      chunk: message,
      budget: budgetOf(announcement.urgent ? 'urgent' : 'normal'),
      run,
      write: async (reservation) => {
        const { recorded, unsent } = reservation.channel === 'sms' ? await textChunk(reservation, announcement, run) : NOBODY_TEXTED;
        const pending = reservation.pending.filter(({ position }) => !recorded.has(position) && !unsent.has(position));
        const letters = await write(dependencies, { ...reservation, pending }, ficheKey(announcement));
        return {
          recorded,
          positions: [...letters.map(({ position }) => position), ...unsent.keys()],
          send: async (turn) => [
            ...(letters.length > 0 ? await mailer({ mail, chunk: reservation, letters, turn }) : []),
            ...unsent.values(),
          ],
        };
      },
    });
    if (seconds === undefined) await endWhenComplete(message.publicationId);
    return seconds;
  };
};

interface Alert {
  announcement: Announcement;
  mail: AlertMail;
}

/** A worker meets chunks of one publication in a row: its mail is read and written once. */
const rememberLast = ({ publications, siteAddress }: Dependencies): ((id: MailingId) => Promise<Alert>) => {
  let last: (Alert & { id: MailingId }) | undefined;
  return async (id) => {
    if (last?.id === id) return last;
    const announcement = await publications.announcement(id);
    if (!announcement) throw new Error('a chunk of a publication that is not there');
    last = { id, announcement, mail: alertMail(announcement, siteAddress) };
    return last;
  };
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
