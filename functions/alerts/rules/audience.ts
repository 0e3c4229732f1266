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

/** A living subscription. The nonce is born and dies with it, so that what was made for an older one is known to be old. */
export interface Subscribed extends Place {
  /** Eight random bytes in base64url. */
  nonce: string;
}

const shardName = (shard: number): string => String(shard).padStart(2, '0');

/** `00` to `15`, in order. */
export const ALL_SHARDS: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => shardName(shard));

/** The same for one person whatever the fiche and the space, so "once per person" is decided inside one shard. */
export const shardOf = (accountId: AccountId): string => shardName(createHash('sha256').update(accountId).digest().readUInt8() % SHARDS);
