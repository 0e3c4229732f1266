import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../../../schemas/account.ts';
import { FicheRef, ficheKey } from '../../../schemas/fiche.ts';
import { Channel, Frequency } from '../../../schemas/subscription.ts';
import { type Place, type Subscribed, shardOf } from '../rules/audience.ts';
import { entryName } from '../rules/followers.ts';

/** By which way a person is told. */
export interface Way {
  channel: Channel;
  frequency: Frequency;
  /** Only where the frequency is the person's default: the version of their preferences that it was taken from. */
  defaultVersion?: number | undefined;
}

/** A subscription as it is kept. */
export interface StoredSubscription extends Subscribed, FicheRef, Way {}

/** A subscription that begins. */
export interface NewSubscription extends StoredSubscription {
  /** The space is the person’s own, and nobody else’s. */
  own?: boolean;
}

/** A mail at once is not written: it is what nearly everybody has, and every reading of an audience pays for what is there. */
export const StoredWay = z.object({ channel: z._default(Channel, 'mail'), frequency: z._default(Frequency, 'at-once') });

export const wayAttributes = ({ channel, frequency }: Way) => ({
  ...(channel !== 'mail' && { channel }),
  ...(frequency !== 'at-once' && { frequency }),
});

const Stored = z.extend(FicheRef, {
  pk: SpaceId,
  accountId: AccountId,
  subscribedAt: z.iso.datetime(),
  ...StoredWay.shape,
  defaultVersion: z.optional(z.int()),
});

export const subscriptionKey = ({ spaceId, ficheKey: fiche, accountId }: Place) => ({ pk: spaceId, sk: `${fiche}#${accountId}` });

export const audiencePartition = (fiche: string, shard: string): string => `${fiche}#${shard}`;

export const audienceKey = ({ spaceId, ficheKey: fiche, accountId }: Place) => ({
  pk: audiencePartition(fiche, shardOf(accountId)),
  sk: entryName({ accountId, spaceId }),
});

export const shardCounterKey = ({ ficheKey: fiche, accountId }: Place) => ({ pk: fiche, sk: shardOf(accountId) });

export const spaceCounterKey = ({ spaceId }: Pick<Place, 'spaceId'>) => ({ pk: spaceId, sk: 'count' });

const SPACE = 'space#';

/** A space from which a person follows something, or once did. */
export const followsFromKey = ({ accountId, spaceId }: Pick<Place, 'accountId' | 'spaceId'>) => ({
  pk: accountId,
  sk: `${SPACE}${spaceId}`,
});

export const readFollowsFrom = (item: Record<string, unknown>): SpaceId => SpaceId.parse(String(item['sk']).slice(SPACE.length));

export const readSubscription = (item: Record<string, unknown>): StoredSubscription => {
  const { pk, ...kept } = Stored.parse(item);
  return { ...kept, spaceId: pk, ficheKey: ficheKey(kept) };
};
