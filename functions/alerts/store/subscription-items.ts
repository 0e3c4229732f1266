import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../../../schemas/account.ts';
import { FicheRef, ficheKey } from '../../../schemas/fiche.ts';
import { type Place, type Subscribed, shardOf } from '../rules/audience.ts';

/** A subscription as it is kept. */
export interface StoredSubscription extends Subscribed, FicheRef {
  subscribedAt: string;
}

const Stored = z.extend(FicheRef, { pk: SpaceId, accountId: AccountId, nonce: z.string(), subscribedAt: z.iso.datetime() });

export const subscriptionKey = ({ spaceId, ficheKey: fiche, accountId }: Place) => ({ pk: spaceId, sk: `${fiche}#${accountId}` });

export const audiencePartition = (fiche: string, shard: string): string => `${fiche}#${shard}`;

export const audienceKey = ({ spaceId, ficheKey: fiche, accountId }: Place) => ({
  pk: audiencePartition(fiche, shardOf(accountId)),
  sk: `${accountId}#${spaceId}`,
});

export const shardCounterKey = ({ ficheKey: fiche, accountId }: Place) => ({ pk: fiche, sk: shardOf(accountId) });

export const spaceCounterKey = ({ spaceId }: Pick<Place, 'spaceId'>) => ({ pk: spaceId, sk: 'count' });

export const readSubscription = (item: Record<string, unknown>): StoredSubscription => {
  const { pk, ...kept } = Stored.parse(item);
  return { ...kept, spaceId: pk, ficheKey: ficheKey(kept) };
};
