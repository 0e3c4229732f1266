import type { members as routes } from '../../schemas/routes/members.ts';
import type { UseCase } from '../shared/router.ts';
import { byName } from './rules/shown-space.ts';
import type { MemberReader } from './store/members.ts';

/** Everybody who belongs to the space, and those who did and whom its feed still names, by name and without anything of their accounts. */
export const listMembers =
  ({ members }: { members: Pick<MemberReader, 'listOf' | 'namesIn'> }): UseCase<typeof routes.listMembers> =>
  async ({ params: { spaceId } }, { caller }) => {
    const present = await members.listOf(spaceId);
    const names = await members.namesIn(spaceId);
    const items = present.map(({ accountId, memberId, joinedAt }) => ({
      id: memberId,
      name: names.get(memberId) ?? null,
      joinedAt,
      you: accountId === caller.accountId,
    }));
    for (const { id } of items) names.delete(id);
    return {
      items: items.toSorted((one, other) => byName({ ...one, name: one.name ?? '' }, { ...other, name: other.name ?? '' })),
      former: [...names].map(([id, name]) => ({ id, name })).toSorted(byName),
    };
  };
