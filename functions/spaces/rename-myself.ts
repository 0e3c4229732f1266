import type { members as routes } from '../../schemas/routes/members.ts';
import type { Clock } from '../shared/clock.ts';
import { memberIdOf } from '../shared/member-id.ts';
import type { UseCase } from '../shared/router.ts';
import { associationOf, noSuchSpace } from './association.ts';
import type { MemberChanges } from './store/member-changes.ts';
import type { MemberReader } from './store/members.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  members: MemberReader;
  changes: Pick<MemberChanges, 'rename'>;
  clock: Clock;
}

/** The other members see the new name everywhere, also on what was done before; the feed keeps the older one, so that nobody hides. */
export const renameMyself =
  ({ store, members, changes, clock }: Dependencies): UseCase<typeof routes.renameMyself> =>
  async ({ params: { spaceId }, body: { name } }, { caller: { accountId }, trail, problem }) => {
    await associationOf(store, spaceId, problem);
    const id = memberIdOf(spaceId, accountId);
    const [present, names] = await Promise.all([members.listOf(spaceId), members.namesOf(spaceId, [id])]);
    const me = present.find(({ memberId }) => memberId === id);
    const older = names.get(id);
    if (!me || older === undefined) throw noSuchSpace();
    if (older !== name && (await changes.rename(spaceId, { name, older }, { accountId, at: clock(), trail })) === 'no-member')
      throw noSuchSpace();
    return { id, name, joinedAt: me.joinedAt, you: true };
  };
