import type { members as routes } from '../../schemas/routes/members.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { UseCase } from '../shared/router.ts';
import { membersNamedIn, toldAction } from './rules/told-action.ts';
import type { Feed } from './store/feed.ts';
import type { MemberReader } from './store/members.ts';

interface Dependencies {
  feed: Feed;
  members: Pick<MemberReader, 'namesOf'>;
}

/** Two readings a page, however long the feed: the actions, then the names of those who are in them. */
export const listActions =
  ({ feed, members }: Dependencies): UseCase<typeof routes.listActions> =>
  async ({ params: { spaceId }, query: { member, ...query } }, { caller }) => {
    const { items, next } = await feed.page(spaceId, { ...query, memberId: member });
    const names = await members.namesOf(spaceId, membersNamedIn(items));
    const you = memberIdOf(spaceId, caller.accountId);
    return { items: items.map((action) => toldAction(action, { you, names })), next };
  };
