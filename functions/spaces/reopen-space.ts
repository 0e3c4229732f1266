import type { spaces } from '../../schemas/routes/spaces.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { associationOf, noSuchSpace } from './association.ts';
import { shownAssociation } from './rules/shown-space.ts';
import type { Closings } from './store/closings.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  closings: Pick<Closings, 'callBack'>;
  clock: Clock;
}

/** Nothing was lost meanwhile: the pause is there for those who thought again. */
export const reopenSpace =
  ({ store, closings, clock }: Dependencies): UseCase<typeof spaces.reopenSpace> =>
  async ({ params: { spaceId } }, { caller: { accountId }, trail, problem }) => {
    const { closing: _, ...space } = await associationOf(store, spaceId, problem);
    const done = await closings.callBack(space, { accountId, at: clock(), trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'not-closing') throw problem('space-not-closing');
    return shownAssociation(space);
  };
