import { randomUUID } from 'node:crypto';
import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { MemberId } from '../../../schemas/space.ts';
import type { ActionKind } from '../../../schemas/space-action.ts';
import { memberIdOf } from '../member-id.ts';
import type { Write } from './commit.ts';

/** Something that was done in a space, as its members will read it in the feed. */
export interface NewAction {
  spaceId: SpaceId;
  kind: ActionKind;
  /** A member, a service by the name that people know it by, Parvis by itself, or somebody who was invited and is no member. */
  by: { accountId: AccountId } | { memberId: MemberId } | { service: string } | 'parvis' | { invited: string };
  at: Date;
  /** What it was done to, as it is called at this moment; without an id where nothing can be opened. */
  object?: { id?: string; name: string };
  /** The other member whom it concerns. */
  member?: AccountId;
  /** The reason that was given, for all to read. */
  reason?: string;
}

const actorOf = ({ spaceId, by }: NewAction) => {
  if (by === 'parvis') return { actor: 'parvis' };
  if ('service' in by) return { actor: 'service', actorName: by.service };
  if ('invited' in by) return { actor: 'invited', actorName: by.invited };
  return { actor: 'member', memberId: 'memberId' in by ? by.memberId : memberIdOf(spaceId, by.accountId) };
};

/**
 * The write that tells the members of a space what was done; belongs in the transaction of what it tells of, so that nothing is done unseen and
 * nothing is told that did not happen. Holds no account: names of members are kept once, where the space keeps them. Needs `PutItem` on `actions`.
 */
export const writeOfAction = (table: string, action: NewAction): Write => {
  const { spaceId, kind, at, object, member, reason } = action;
  const actor = actorOf(action);
  return {
    Put: {
      TableName: table,
      Item: {
        pk: spaceId,
        sk: `${at.toISOString()}#${randomUUID()}`,
        kind,
        ...actor,
        kindPk: `${spaceId}#${kind}`,
        ...(actor.memberId && {
          personPk: `${spaceId}#${actor.memberId}`,
          kindAndPersonPk: `${spaceId}#${kind}#${actor.memberId}`,
        }),
        ...(object && { objectName: object.name, ...(object.id !== undefined && { objectId: object.id }) }),
        ...(member && { aboutMemberId: memberIdOf(spaceId, member) }),
        ...(reason !== undefined && { reason }),
      },
    },
  };
};
