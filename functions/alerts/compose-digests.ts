import type { AccountId } from '../../schemas/account.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { sealLeaveToken } from './leave-token.ts';
import { digestMail } from './mail/digest-mail.ts';
import type { PersonalLetter } from './mailer.ts';
import { sealPauseToken } from './pause-token.ts';
import type { AnnouncementsOf } from './remember-announcements.ts';
import { leavingOf, type Place, type Subscribed } from './rules/audience.ts';
import type { DigestEntry } from './rules/digest-groups.ts';
import type { Telling } from './rules/digest-merge.ts';
import type { AudienceReader } from './store/audience.ts';
import type { LeaveKeys } from './store/leave-keys.ts';
import type { PreferencesReader } from './store/preferences.ts';

export interface ComposeDependencies {
  announcementsOf: AnnouncementsOf;
  audience: Pick<AudienceReader, 'stillSubscribed'>;
  accounts: Pick<AccountReader, 'contactsOf'>;
  preferences: Pick<PreferencesReader, 'pausedAmong'>;
  leaveKeys: LeaveKeys;
  pauseKeys: ReadKeyring;
  siteAddress: string;
}

/** Somebody of a chunk, and what their digest tells. */
export interface DigestReader {
  accountId: AccountId;
  position: number;
  tellings: Telling[];
}

export type ComposeDigests = (readers: DigestReader[]) => Promise<PersonalLetter[]>;

/** What one read of the subscriptions takes. */
const PLACES = 100;

const nameOf = ({ ficheKey: fiche, accountId, spaceId }: Place): string => `${fiche} ${accountId} ${spaceId}`;

const livingAmong = async (audience: ComposeDependencies['audience'], places: Place[]): Promise<Map<string, Subscribed>> => {
  const different = [...new Map(places.map((place) => [nameOf(place), place])).values()];
  const living: Subscribed[] = [];
  for (let start = 0; start < different.length; start += PLACES)
    living.push(...(await audience.stillSubscribed(different.slice(start, start + PLACES))));
  return new Map(living.map((subscription) => [nameOf(subscription), subscription]));
};

/**
 * One letter for each person who has anything to be told at this moment: an active account, an address that takes mails, digests that are not paused, and at least one
 * subscription that still lives. What they no longer follow is not told.
 */
export const composeDigests =
  (dependencies: ComposeDependencies): ComposeDigests =>
  async (readers) => {
    const { announcementsOf, audience, accounts, preferences, leaveKeys, pauseKeys, siteAddress } = dependencies;
    const people = readers.map(({ accountId }) => accountId);
    const announcements = await announcementsOf(readers.flatMap(({ tellings }) => tellings.map(({ publicationId }) => publicationId)));
    const told = readers.map(({ accountId, tellings }) =>
      tellings.flatMap(({ publicationId, spaceId }) => {
        const announcement = announcements.get(publicationId);
        return announcement ? [{ announcement, place: { ficheKey: ficheKey(announcement), accountId, spaceId } }] : [];
      }),
    );
    const [living, contacts, paused, leaving, pausing] = await Promise.all([
      livingAmong(
        audience,
        told.flatMap((of) => of.map(({ place }) => place)),
      ),
      accounts.contactsOf(people),
      preferences.pausedAmong(people),
      leaveKeys(),
      pauseKeys(),
    ]);
    const entriesOf = (of: (typeof told)[number]): DigestEntry[] =>
      of.flatMap(({ announcement, place }) => {
        const subscription = living.get(nameOf(place));
        if (!subscription) return [];
        return [
          {
            spaceId: place.spaceId,
            announcement,
            leaveAddress: `${siteAddress}/api/leave/${sealLeaveToken(leaving, leavingOf(subscription))}`,
          },
        ];
      });
    return readers.flatMap(({ accountId, position }, at): PersonalLetter[] => {
      const contact = contacts.get(accountId);
      if (!mayBeWrittenTo(contact) || paused.has(accountId)) return [];
      const entries = entriesOf(told[at] ?? []);
      if (entries.length === 0) return [];
      const pauseAddress = `${siteAddress}/api/pause/${sealPauseToken(pausing, accountId)}`;
      const mail = digestMail({ entries, siteAddress, pauseAddress });
      return [{ position, address: contact.email, doubtful: contact.mail === 'doubtful', leaveAddress: pauseAddress, mail }];
    });
  };
