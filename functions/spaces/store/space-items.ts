import * as z from 'zod/mini';
import { type AccountId, SpaceId } from '../../../schemas/account.ts';
import type { MemberId } from '../../../schemas/space.ts';
import { epochSeconds } from '../../shared/clock.ts';

/** Tables that hold spaces and who belongs to them. */
export interface SpaceTables {
  spaces: string;
  memberships: string;
  actions: string;
}

/** With the history of accounts, where each person reads which associations they came into and went out of. */
export interface ToldTables extends SpaceTables {
  history: string;
}

export const spaceKey = (spaceId: SpaceId) => ({ pk: spaceId, sk: 'space' });

export const memberKey = (spaceId: SpaceId, memberId: MemberId) => ({ pk: spaceId, sk: `member#${memberId}` });

/** In the list of one account, beside the membership and always with it. */
export const listedKey = (accountId: AccountId, spaceId: SpaceId) => ({ pk: accountId, sk: spaceId });

/** Where an account that left is still called by its name. */
export const pastKey = (accountId: AccountId, spaceId: SpaceId) => ({ pk: accountId, sk: `past#${spaceId}` });

/** Longer than any queue keeps a message. */
const CLOSED_KEPT_SECONDS = 30 * 24 * 60 * 60;

/** How a space that was closed was called and when it ended, in the list of who was its last member: until they have been told. */
export const closedSpace = ({ name, at }: { name: string; at: Date }) => ({
  name,
  closedAt: at.toISOString(),
  expiresAt: epochSeconds(at) + CLOSED_KEPT_SECONDS,
});

const StoredClosed = z.object({ name: z.string(), closedAt: z.iso.datetime() });
export type ClosedSpace = z.output<typeof StoredClosed>;

/** Undefined for one that goes on without them. */
export const readClosed = (item: Record<string, unknown>): ClosedSpace | undefined => StoredClosed.safeParse(item).data;

export const listCountKey = (accountId: AccountId) => ({ pk: accountId, sk: 'count' });

/** How many invitations an account has sent that day. */
export const mailsKey = (accountId: AccountId, at: Date) => ({ pk: accountId, sk: `mails#${at.toISOString().slice(0, 10)}` });

const Closing = z.object({ at: z.iso.datetime() });

const StoredSpace = z.object({
  pk: SpaceId,
  name: z.string(),
  number: z.optional(z.string()),
  createdAt: z.iso.datetime(),
  members: z.int(),
  version: z.int(),
  closing: z.optional(Closing),
});

/** An association as it is kept. */
export interface KeptSpace extends Omit<z.output<typeof StoredSpace>, 'pk'> {
  id: SpaceId;
}

export const readSpace = (item: Record<string, unknown>): KeptSpace => {
  const { pk, ...space } = StoredSpace.parse(item);
  return { id: pk, ...space };
};
