import { ficheKey } from '../../schemas/fiche.ts';
import { type Announcement, publicationId } from '../../schemas/publication.ts';
import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { PartMessage, SendMessages } from './messages.ts';
import { isComplete, partsOf } from './rules/parts.ts';
import type { AudienceReader } from './store/audience.ts';
import type { PartStore } from './store/parts.ts';
import type { PublicationStore } from './store/publications.ts';

interface Dependencies {
  audience: Pick<AudienceReader, 'shardCounts'>;
  publications: Pick<PublicationStore, 'create'>;
  parts: Pick<PartStore, 'list'>;
  sendParts: SendMessages<PartMessage>;
  clock: Clock;
}

/** Plans the alert of one revision, once: told again of the same revision, it only calls the parts that are not done. */
export const onFicheDeclaredSignificant =
  ({ audience, publications, parts, sendParts, clock }: Dependencies) =>
  async (announcement: Announcement): Promise<void> => {
    const id = publicationId(announcement);
    await publications.create(announcement, partsOf(await audience.shardCounts(ficheKey(announcement))), clock());
    const open = (await parts.list(id)).filter((part) => !isComplete(part));
    await sendParts(open.map(({ part }) => ({ publicationId: id, part })));
    log('publication.planned', { publicationId: id, count: open.length });
  };
