import type { AccountId } from '../../schemas/account.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import type { SpaceNames } from '../shared/store/space-names.ts';
import { type FollowReader, followedFrom, placeName } from './followed-from.ts';
import { sealLeaveToken } from './leave-token.ts';
import { digestMail } from './mail/digest-mail.ts';
import type { PersonalLetter } from './mailer.ts';
import { sealPauseToken } from './pause-token.ts';
import type { AnnouncementsOf } from './remember-announcements.ts';
import { leavingOf } from './rules/audience.ts';
import type { DigestEntry } from './rules/digest-groups.ts';
import type { Telling } from './rules/digest-merge.ts';
import type { LeaveKeys } from './store/leave-keys.ts';
import type { PreferencesReader } from './store/preferences.ts';

export interface ComposeDependencies {
  announcementsOf: AnnouncementsOf;
  audience: FollowReader;
  accounts: Pick<AccountReader, 'contactsOf'>;
  preferences: Pick<PreferencesReader, 'pausedAmong'>;
  leaveKeys: LeaveKeys;
  pauseKeys: ReadKeyring;
  siteAddress: string;
  spaceNames: SpaceNames;
}

/** Somebody of a chunk, and what their digest tells. */
export interface DigestReader {
  accountId: AccountId;
  position: number;
  tellings: Telling[];
}

export type ComposeDigests = (readers: DigestReader[]) => Promise<PersonalLetter[]>;

/**
 * One letter for each person who has anything to be told at this moment: an active account, an address that takes mails, digests that are not paused, and at least one
 * subscription that still lives. What they no longer follow is not told.
 */
export const composeDigests =
  (dependencies: ComposeDependencies): ComposeDigests =>
  async (readers) => {
    const { announcementsOf, audience, accounts, preferences, leaveKeys, pauseKeys, siteAddress, spaceNames } = dependencies;
    const people = readers.map(({ accountId }) => accountId);
    const announcements = await announcementsOf(readers.flatMap(({ tellings }) => tellings.map(({ publicationId }) => publicationId)));
    const told = readers.map(({ accountId, tellings }) =>
      tellings.flatMap(({ publicationId, spaceId }) => {
        const announcement = announcements.get(publicationId);
        return announcement ? [{ announcement, place: { ficheKey: ficheKey(announcement), accountId, spaceId } }] : [];
      }),
    );
    const [living, contacts, paused, leaving, pausing] = await Promise.all([
      followedFrom(
        audience,
        told.flatMap((of) => of.map(({ place }) => place)),
      ),
      accounts.contactsOf(people),
      preferences.pausedAmong(people),
      leaveKeys(),
      pauseKeys(),
    ]);
    const names = await spaceNames([...living.values()].map(({ spaceId }) => spaceId));
    const entriesOf = (of: (typeof told)[number]): DigestEntry[] =>
      of.flatMap(({ announcement, place }) => {
        const subscription = living.get(placeName(place));
        if (!subscription) return [];
        return [
          {
            spaceId: subscription.spaceId,
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
      const mail = digestMail({ entries, siteAddress, pauseAddress, spaceNames: names });
      return [{ position, address: contact.email, doubtful: contact.mail === 'doubtful', leaveAddress: pauseAddress, mail }];
    });
  };
