import type { spaces } from '../../schemas/routes/spaces.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { associationOf, noSuchSpace } from './association.ts';
import { shownAssociation } from './rules/shown-space.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find' | 'change'>;
  clock: Clock;
}

/** Every member may; whoever read an older name is told so, rather than undoing what another has just done. */
export const changeSpace =
  ({ store, clock }: Dependencies): UseCase<typeof spaces.changeSpace> =>
  async ({ params: { spaceId }, body: { name, number, version } }, { caller: { accountId }, trail, problem }) => {
    const older = await associationOf(store, spaceId, problem);
    if (older.version !== version) throw problem('space-outdated');
    const { number: _, ...rest } = older;
    const changed = { ...rest, name, ...(number !== null && { number }) };
    if (older.name === name && older.number === changed.number) return shownAssociation(older);
    const done = await store.change(changed, older, { accountId, at: clock(), trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'outdated') throw problem('space-outdated');
    return shownAssociation({ ...changed, version: version + 1 });
  };
