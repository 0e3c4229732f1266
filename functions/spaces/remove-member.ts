import type { members as routes } from '../../schemas/routes/members.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { hasHistory, type ReadPerson } from '../shared/store/person.ts';
import { associationOf, noSuchSpace } from './association.ts';
import type { MemberChanges } from './store/member-changes.ts';
import type { MemberReader } from './store/members.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  members: Pick<MemberReader, 'listOf'>;
  changes: Pick<MemberChanges, 'remove'>;
  readPerson: ReadPerson;
  clock: Clock;
}

/** Every member may remove every other one, the founder too; of two who remove each other at the same instant one stays. */
export const removeMember =
  ({ store, members, changes, readPerson, clock }: Dependencies): UseCase<typeof routes.removeMember> =>
  async ({ params: { spaceId, memberId }, body: { reason } }, { caller: { accountId }, trail, problem }) => {
    const space = await associationOf(store, spaceId, problem);
    const removed = (await members.listOf(spaceId)).find((member) => member.memberId === memberId);
    if (!removed) throw problem('member-not-found');
    if (removed.accountId === accountId) throw problem('member-is-you');
    const told = hasHistory(await readPerson(removed.accountId));
    const done = await changes.remove(space, { accountId: removed.accountId, reason, told }, { accountId, at: clock(), trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'gone') throw problem('member-not-found');
  };
