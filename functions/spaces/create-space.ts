import { SpaceId } from '../../schemas/account.ts';
import type { spaces } from '../../schemas/routes/spaces.ts';
import { MOST_ASSOCIATIONS } from '../../schemas/space.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPerson } from '../shared/store/person.ts';
import { shownAssociation } from './rules/shown-space.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'create'>;
  readPerson: ReadPerson;
  clock: Clock;
  newId: () => string;
}

/** The association exists at once, and whoever adds it is its first member, with no more rights than those who come after. */
export const createSpace =
  ({ store, readPerson, clock, newId }: Dependencies): UseCase<typeof spaces.createSpace> =>
  async ({ body: { name, number, memberName } }, { caller: { accountId }, trail, problem }) => {
    if ((await readPerson(accountId))?.status !== 'active') throw problem('account-suspended');
    const at = clock();
    const space = {
      id: SpaceId.parse(newId()),
      name,
      ...(number !== null && { number }),
      createdAt: at.toISOString(),
      members: 1,
      version: 1,
    };
    if ((await store.create(space, { accountId, name: memberName, at, trail })) === 'too-many-spaces')
      throw problem('too-many-spaces', `Un compte participe à ${MOST_ASSOCIATIONS} associations au plus.`);
    return shownAssociation(space);
  };
