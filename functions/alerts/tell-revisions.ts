import { type FicheRef, ficheKey } from '../../schemas/fiche.ts';
import { type Announcement, type PublicationId, publicationId } from '../../schemas/publication.ts';
import { log } from '../shared/log.ts';
import type { PartMessage, SendMessages } from './messages.ts';
import type { Tell } from './rules/cool-down.ts';
import { joinAnnouncements } from './rules/joined-announcement.ts';
import { isComplete, partsOf } from './rules/parts.ts';
import type { AudienceReader } from './store/audience.ts';
import type { CoolDownStore, StoredCoolDown } from './store/cool-downs.ts';
import type { PartStore } from './store/parts.ts';
import type { PublicationStore } from './store/publications.ts';

export interface TellingDependencies {
  audience: Pick<AudienceReader, 'shardCounts'>;
  publications: Pick<PublicationStore, 'create'>;
  parts: Pick<PartStore, 'list'>;
  coolDowns: Pick<CoolDownStore, 'findWaiting'>;
  sendParts: SendMessages<PartMessage>;
}

/** Revisions of one fiche that are to be told now, as one. */
export interface Telling {
  fiche: FicheRef;
  seen: StoredCoolDown;
  step: Tell;
  /** The one that was declared just now, where there is one. */
  declared?: Announcement;
  at: Date;
}

/** Calls the parts of a publication that are not done. */
export const callParts =
  ({ parts, sendParts }: Pick<TellingDependencies, 'parts' | 'sendParts'>) =>
  async (id: PublicationId, urgent: boolean): Promise<void> => {
    const open = (await parts.list(id)).filter((part) => !isComplete(part));
    await sendParts(
      open.map(({ part }) => ({ publicationId: id, part })),
      urgent,
    );
    log('publication.planned', { publicationId: id, count: open.length });
  };

/** Writes one publication for all of them in the transaction that ends their wait. False, with nothing told, when somebody else changed it meanwhile. */
export const tellRevisions =
  (dependencies: TellingDependencies) =>
  async ({ fiche, seen, step, declared, at }: Telling): Promise<boolean> => {
    const { audience, publications, coolDowns } = dependencies;
    const waited = await Promise.all(seen.waiting.map((revision) => coolDowns.findWaiting(publicationId({ ...fiche, revision }))));
    const [first, ...others] = [...waited.flatMap((one) => (one ? [one.announcement] : [])), ...(declared ? [declared] : [])];
    if (!first || others.length + 1 !== step.revisions.length) throw new Error('a revision that waits cannot be found');
    const announcement = joinAnnouncements([first, ...others]);
    const parts = partsOf(await audience.shardCounts(ficheKey(fiche)));
    const ends = { fiche, seen, until: step.until, revisions: step.revisions, declared };
    if (!(await publications.create(announcement, parts, at, ends))) return false;
    await callParts(dependencies)(publicationId(announcement), announcement.urgent);
    return true;
  };
