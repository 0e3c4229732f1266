import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { MailingId } from '../../schemas/digest.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import type { Clock } from '../shared/clock.ts';
import type { BatchRun } from '../shared/consumer.ts';
import type { SendBudget } from '../shared/sending/budget.ts';
import type { SendClass } from '../shared/sending/lanes.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import { type FollowReader, followedFrom, placeName } from './followed-from.ts';
import { sealLeaveToken } from './leave-token.ts';
import { type AlertMail, alertMail } from './mail/alert-mail.ts';
import type { Letter, Mailer } from './mailer.ts';
import type { ChunkMessage } from './messages.ts';
import type { DeparturesSince } from './remember-departures.ts';
import { type Recipient, recipientOf } from './rules/chunks.ts';
import { entryName } from './rules/followers.ts';
import type { ChunkWork } from './sending/send-chunk.ts';
import type { TextChunk, TextedChunk } from './sms/text-chunk.ts';
import type { Reservation } from './store/chunks.ts';
import type { LeaveKeys } from './store/leave-keys.ts';
import type { PublicationStore, StartedAnnouncement } from './store/publications.ts';

interface Dependencies {
  publications: Pick<PublicationStore, 'announcement'>;
  audience: FollowReader;
  accounts: Pick<AccountReader, 'contactsOf'>;
  departuresSince: DeparturesSince;
  leaveKeys: LeaveKeys;
  textChunk: TextChunk;
  mailer: Mailer;
  budgetOf: (sendClass: SendClass) => SendBudget;
  sendChunk: (work: ChunkWork) => Promise<number | undefined>;
  clock: Clock;
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
    const { textChunk, mailer, budgetOf, sendChunk } = dependencies;
    const { announcement, mail } = await alertOf(message.publicationId);
    return sendChunk({
      chunk: message,
      budget: budgetOf(announcement.urgent ? 'urgent' : 'normal'),
      run,
      write: async (reservation) => {
        const { recorded, unsent } = reservation.channel === 'sms' ? await textChunk(reservation, announcement, run) : NOBODY_TEXTED;
        const pending = reservation.pending.filter(({ position }) => !recorded.has(position) && !unsent.has(position));
        const letters = await write(dependencies, { announcement, pending, run });
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
  };
};

interface Alert {
  announcement: StartedAnnouncement;
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

interface Audience {
  announcement: StartedAnnouncement;
  pending: Reservation['pending'];
  run: BatchRun;
}

/** One letter for each person who still follows the fiche, has an active account and an address that takes mails, as it is at this moment. */
const write = async (dependencies: Dependencies, audience: Audience): Promise<Letter[]> => {
  const { accounts, departuresSince, leaveKeys, clock, siteAddress } = dependencies;
  const { announcement, pending, run } = audience;
  const [departed, contacts, keyring] = await Promise.all([
    departuresSince(announcement, run),
    accounts.contactsOf(pending.map(({ accountId }) => accountId)),
    leaveKeys(),
  ]);
  const reachable = pending.flatMap(({ position, ...person }) => {
    const contact = contacts.get(person.accountId);
    return mayBeWrittenTo(contact) ? [{ position, contact, readFrom: recipientOf(person, contact) }] : [];
  });
  const left = reachable.flatMap(({ readFrom }) => (departed.has(entryName(readFrom)) ? [readFrom] : []));
  const moved = await movedOf(dependencies, announcement, left);
  const [fiche, livedAt] = [ficheKey(announcement), clock()];
  return reachable.flatMap(({ position, contact, readFrom }) => {
    const { accountId } = readFrom;
    const spaceId = moved.has(accountId) ? moved.get(accountId) : readFrom.spaceId;
    if (spaceId === undefined) return [];
    const doubtful = contact.mail === 'doubtful';
    const leaveAddress = `${siteAddress}/api/leave/${sealLeaveToken(keyring, { ficheKey: fiche, accountId, spaceId, livedAt })}`;
    return { position, address: contact.email, doubtful, leaveAddress };
  });
};

/**
 * What has become of those who have left since their page was read: nearly nobody. Who has left and come back still follows, and so does who follows from another
 * space, which is given; undefined for those who are gone.
 */
const movedOf = async (
  { audience }: Dependencies,
  announcement: StartedAnnouncement,
  left: Recipient[],
): Promise<ReadonlyMap<AccountId, SpaceId | undefined>> => {
  if (left.length === 0) return new Map();
  const places = left.map((person) => ({ ficheKey: ficheKey(announcement), ...person }));
  const now = await followedFrom(audience, places);
  return new Map(places.map((place) => [place.accountId, now.get(placeName(place))?.spaceId]));
};
