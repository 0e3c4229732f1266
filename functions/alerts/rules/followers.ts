import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { Channel, Frequency } from '../../../schemas/subscription.ts';
import type { Recipient } from './chunks.ts';

/** One place in the audience of a fiche, and how the person wants to be told from there. */
export interface AudienceEntry extends Recipient {
  channel: Channel;
  frequency: Frequency;
  /** The space is the person’s own. */
  own: boolean;
}

/** One person, with the place from which they are told most promptly. */
export interface Follower extends AudienceEntry {
  /** Their last entry, by name: where the reading goes on after them. */
  last: string;
}

/** Sorts the entries of a shard by person. */
export const entryName = ({ accountId, spaceId }: Recipient): string => `${accountId}#${spaceId}`;

/** Of a name that `entryName` made. */
export const readEntryName = (name: string): Recipient => {
  const [accountId, spaceId] = name.split('#');
  return { accountId: accountId as AccountId, spaceId: spaceId as SpaceId };
};

const delays: Record<Frequency, number> = { 'at-once': 1, daily: 2, weekly: 3 };

const delayOf = ({ channel, frequency }: AudienceEntry): number => (channel === 'sms' ? 0 : delays[frequency]);

/**
 * The people of entries in key order. Somebody who follows from several spaces is told once, by the most prompt of the ways they chose: an
 * SMS, then a mail at once, then the digest of the day. All their entries must be there.
 */
export const gatherPeople = (entries: AudienceEntry[]): Follower[] => {
  const people: Follower[] = [];
  for (const entry of entries) {
    const known = people.at(-1);
    const last = entryName(entry);
    if (known?.accountId !== entry.accountId) people.push({ ...entry, last });
    else Object.assign(known, delayOf(entry) < delayOf(known) ? entry : {}, { last });
  }
  return people;
};
