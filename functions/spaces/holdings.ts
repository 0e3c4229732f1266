import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { Clock } from '../shared/clock.ts';
import type { Holdings } from '../shared/holdings.ts';
import { memberIdOf } from '../shared/member-id.ts';
import { membersNamedIn, toldAction } from './rules/told-action.ts';
import type { Departures } from './store/departures.ts';
import type { Feed } from './store/feed.ts';
import type { Forgetting } from './store/forgetting.ts';
import type { MemberReader } from './store/members.ts';
import type { SpaceReader } from './store/space-reader.ts';

export interface SpaceHoldingsDependencies {
  store: Pick<SpaceReader, 'listOf'>;
  members: MemberReader;
  feed: Feed;
  departures: Departures;
  forget: Forgetting;
  clock: Clock;
}

const PAGE = 100;

/** What spaces hold of people: which associations are theirs, under which name, and what they did in them. */
export const spaceHoldings = ({ store, members, feed, departures, forget, clock }: SpaceHoldingsDependencies): Holdings => {
  async function* joined(accountId: AccountId) {
    for (const { id: spaceId, name, number = null } of await store.listOf(accountId)) {
      const memberId = memberIdOf(spaceId, accountId);
      const [present, names] = await Promise.all([members.listOf(spaceId), members.namesOf(spaceId, [memberId])]);
      const me = present.find((member) => member.memberId === memberId);
      if (me) yield { spaceId, name, number, memberName: names.get(memberId) ?? null, joinedAt: me.joinedAt };
    }
  }
  async function* actionsIn(spaceId: SpaceId, accountId: AccountId) {
    const you = memberIdOf(spaceId, accountId);
    let cursor: string | undefined;
    do {
      const { items, next } = await feed.page(spaceId, { memberId: you, limit: PAGE, cursor });
      const names = await members.namesOf(spaceId, membersNamedIn(items));
      for (const item of items) {
        const { at, text, reason } = toldAction(item, { you, names });
        yield { spaceId, at, text, reason };
      }
      cursor = next ?? undefined;
    } while (cursor !== undefined);
  }
  async function* actions(accountId: AccountId, personalSpaceId: SpaceId) {
    yield* actionsIn(personalSpaceId, accountId);
    for (const { id } of await store.listOf(accountId)) yield* actionsIn(id, accountId);
  }
  /** The last one closes the space, at once: the pause of the account was its pause too. */
  const goFrom = async (spaceId: SpaceId, accountId: AccountId): Promise<void> => {
    const at = clock();
    if ((await departures.leave(spaceId, accountId, at)) !== 'last') return;
    if ((await departures.close(spaceId, accountId, at)) === 'refused') throw new Error('somebody joined or left at the same instant');
  };
  return {
    async *exported({ accountId, personalSpaceId }) {
      yield { document: 'associations', records: joined(accountId) };
      yield { document: 'actions-dans-mes-espaces', records: actions(accountId, personalSpaceId) };
    },
    async erase({ accountId, personalSpaceId, addresses }) {
      for (const { id } of await store.listOf(accountId)) await goFrom(id, accountId);
      for (const spaceId of await forget.spacesOf(accountId)) await forget.nameIn(spaceId, accountId);
      for (const address of addresses) await forget.invitationsTo(address);
      await forget.personalSpace(personalSpaceId, accountId);
      await forget.listOf(accountId);
    },
  };
};
