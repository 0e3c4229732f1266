import type { members as routes } from '../../schemas/routes/members.ts';
import type { UseCase } from '../shared/router.ts';
import { byName } from './rules/shown-space.ts';
import type { MemberReader } from './store/members.ts';

/** Everybody who belongs to the space, by name, without anything of their accounts. */
export const listMembers =
  ({ members }: { members: MemberReader }): UseCase<typeof routes.listMembers> =>
  async ({ params: { spaceId } }, { caller }) => {
    const present = await members.listOf(spaceId);
    const names = await members.namesOf(
      spaceId,
      present.map(({ memberId }) => memberId),
    );
    const items = present.map(({ accountId, memberId, joinedAt }) => ({
      id: memberId,
      name: names.get(memberId) ?? null,
      joinedAt,
      you: accountId === caller.accountId,
    }));
    return { items: items.toSorted((one, other) => byName({ ...one, name: one.name ?? '' }, { ...other, name: other.name ?? '' })) };
  };
