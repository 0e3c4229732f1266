import type { spaces } from '../../schemas/routes/spaces.ts';
import { CLOSURE_PAUSE_DAYS } from '../../schemas/space.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { associationOf, noSuchSpace } from './association.ts';
import { shownAssociation } from './rules/shown-space.ts';
import { isTyped } from './rules/typed-name.ts';
import type { Closings } from './store/closings.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  closings: Pick<Closings, 'begin'>;
  clock: Clock;
}

const DAY = 24 * 60 * 60 * 1000;

/** Who types the name has read which space it is. Asked again, the date stays what it was. */
export const closeSpace =
  ({ store, closings, clock }: Dependencies): UseCase<typeof spaces.closeSpace> =>
  async ({ params: { spaceId }, body: { name } }, { caller: { accountId }, trail, problem }) => {
    const space = await associationOf(store, spaceId, problem);
    if (!isTyped(name, space.name)) throw problem('closure-unconfirmed', `Recopiez « ${space.name} ».`);
    if (space.closing) return shownAssociation(space);
    const at = clock();
    const until = new Date(at.getTime() + CLOSURE_PAUSE_DAYS * DAY);
    const done = await closings.begin(space, until, { accountId, at, trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'refused')
      throw problem('space-shared', 'Une association se ferme quand il n’y reste qu’une personne : quittez-la plutôt.');
    return shownAssociation({ ...space, closing: { at: until.toISOString() } });
  };
