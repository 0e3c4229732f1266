import { createHash } from 'node:crypto';
import type { AccountId, SpaceId } from '../../../schemas/account.ts';

/** Changing it would move people who are already placed: see docs/decisions/0005-audience-shards.md. */
export const SHARDS = 16;

/** Where one person follows one fiche from. */
export interface Place {
  ficheKey: string;
  accountId: AccountId;
  spaceId: SpaceId;
}

/** A living subscription. */
export interface Subscribed extends Place {
  /** Tells it from an older and from a later one of the same place. */
  subscribedAt: string;
}

/** What a leave link may end: the subscription that lived at that instant, and none that came after. */
export interface Leaving extends Place {
  livedAt: Date;
}

export const leavingOf = ({ ficheKey, accountId, spaceId, subscribedAt }: Subscribed): Leaving => ({
  ficheKey,
  accountId,
  spaceId,
  livedAt: new Date(subscribedAt),
});

/** Milliseconds by which two clocks, or one clock and the moment at which what it says is written, surely differ less. */
export const CLOCKS = 60_000;

const shardName = (shard: number): string => String(shard).padStart(2, '0');

/** `00` to `15`, in order. */
export const ALL_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => shardName(shard));

/** The same for one person whatever the fiche and the space, so "once per person" is decided inside one shard. */
export const shardOf = (accountId: AccountId): string => shardName(createHash('sha256').update(accountId).digest().readUInt8() % SHARDS);
