import { ficheKey } from '../../schemas/fiche.ts';
import { type PublicationId, publicationId } from '../../schemas/publication.ts';
import type { Clock } from '../shared/clock.ts';
import type { BatchRun } from '../shared/consumer.ts';
import { CLOCKS } from './rules/audience.ts';
import { entryName } from './rules/followers.ts';
import type { Departures } from './store/departures.ts';
import type { StartedAnnouncement } from './store/publications.ts';

/** Names, as `entryName` gives them, of those who left the fiche since the alert of it began. */
export type DeparturesSince = (alert: StartedAnnouncement, run: BatchRun) => Promise<ReadonlySet<string>>;

interface Known {
  names: Set<string>;
  /** Until when everything is known. */
  until: Date;
}

interface Dependencies {
  departures: Departures;
  clock: Clock;
}

/**
 * Reads who left once a batch, and only what is new since the batch before: an alert may take hours, and as many people leave by its mails as
 * would make it dear to read them all each time.
 */
export const rememberDepartures = ({ departures, clock }: Dependencies): DeparturesSince => {
  let last: { id: PublicationId; run: BatchRun; reading: Promise<Known> } | undefined;
  const read = async (alert: StartedAnnouncement, known: Known | undefined): Promise<Known> => {
    const now = clock();
    const { names, until } = known ?? { names: new Set(), until: new Date(alert.startedAt) };
    const left = await departures.between(ficheKey(alert), new Date(until.getTime() - CLOCKS), new Date(now.getTime() + CLOCKS));
    for (const person of left) names.add(entryName(person));
    return { names, until: now };
  };
  return async (alert, run) => {
    const id = publicationId(alert);
    if (last?.id !== id || last.run !== run) {
      const before = last?.id === id ? last.reading.catch(() => undefined) : Promise.resolve(undefined);
      last = { id, run, reading: before.then((known) => read(alert, known)) };
    }
    return (await last.reading).names;
  };
};
