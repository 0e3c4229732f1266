import type { members as routes } from '../../schemas/routes/members.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { associationOf, noSuchSpace } from './association.ts';
import type { MemberChanges } from './store/member-changes.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  changes: Pick<MemberChanges, 'leave'>;
  clock: Clock;
}

/** Nothing of the association goes with whoever leaves; the last one cannot leave it to nobody. */
export const leaveSpace =
  ({ store, changes, clock }: Dependencies): UseCase<typeof routes.leaveSpace> =>
  async ({ params: { spaceId } }, { caller: { accountId }, trail, problem }) => {
    const space = await associationOf(store, spaceId, problem);
    const done = await changes.leave(space, { accountId, at: clock(), trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'last')
      throw problem('last-member', 'Invitez une autre personne avant de partir, ou fermez l’association : ses documents seront effacés.');
  };
