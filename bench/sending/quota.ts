import { waitFor } from '../../local/acting.ts';
import type { FicheRef } from '../../schemas/fiche.ts';
import { publicationId } from '../../schemas/publication.ts';
import { anAnnouncement } from '../../test/doubles/announcements.ts';
import type { World } from '../fan-out/world.ts';
import type { Row } from '../scenario.ts';
import { type CrewSettings, startCrew } from './crew.ts';
import { watchLoad } from './load.ts';
import { openMailLog, unusedSeconds, unusedShare } from './mail-log.ts';

export interface QuotaRun extends CrewSettings {
  fiche: FicheRef;
  revision: number;
  people: number;
}

/** Of the quota, and of the calls to the mail service. */
export const UNUSED = { of: 'value', most: 1 } as const;
export const THROTTLED = { of: 'value', most: 0.1 } as const;

/** Many times what the alert takes when all goes well: a machine that is full is to be seen in the figures, not in an error. */
export const PATIENCE = 5;

export const percent = (part: number): number => 100 * part;

/** Tells everybody who follows a fiche, against a quota, with workers that share it. */
export const measureQuota = async (world: World, { fiche, revision, people, ...settings }: QuotaRun): Promise<Row[]> => {
  const { perSecond, way, deliverers } = settings;
  world.services.perSecond = perSecond;
  const log = openMailLog(world.services);
  const crew = await startCrew(world, settings);
  try {
    const publication = publicationId({ ...fiche, revision });
    const load = watchLoad();
    crew.publish(anAnnouncement({ ...fiche, revision }));
    await waitFor(`${people} mails`, async () => log.count(publication) >= people, 30 + (PATIENCE * people) / perSecond);
    const busy = load();
    const calls = log.calls();
    const what = `${perSecond.toLocaleString('en')}/s ${way === 'bulk' ? 'in bulk' : 'one by one'}, ${deliverers} workers`;
    return [
      {
        what: `${what}: unused share of the quota, ${people.toLocaleString('en')} people`,
        value: percent(unusedShare(log.of(), perSecond)),
        unit: '%',
        mark: UNUSED,
      },
      { what: `${what}: unused quota, in seconds of it`, value: unusedSeconds(log.of(), perSecond), unit: 's' },
      {
        what: `${what}: calls throttled`,
        value: percent(calls.throttled / calls.made),
        unit: '%',
        mark: THROTTLED,
      },
      { what: `${what}: processors of the machine busy meanwhile`, value: percent(busy), unit: '%' },
    ];
  } finally {
    await crew.stop();
  }
};
