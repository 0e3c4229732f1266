import { ficheKey } from '../../schemas/fiche.ts';
import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';
import type { AudienceReader } from './store/audience.ts';

/** A number, never a list: an editor knows how many, not who. */
export const readReach =
  ({ audience }: { audience: Pick<AudienceReader, 'shardCounts'> }): UseCase<typeof alerts.readReach> =>
  async ({ params }) => {
    const shards = await audience.shardCounts(ficheKey(params));
    return { people: shards.reduce((sum, { people }) => sum + people, 0) };
  };
