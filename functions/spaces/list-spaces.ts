import type { spaces } from '../../schemas/routes/spaces.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPerson } from '../shared/store/person.ts';
import { byName, shownAssociation, shownPersonalSpace } from './rules/shown-space.ts';
import type { SpaceReader } from './store/space-reader.ts';

interface Dependencies {
  store: Pick<SpaceReader, 'listOf'>;
  readPerson: ReadPerson;
}

/** The personal space first, then the associations by name: nobody has more than can be shown at once. */
export const listSpaces =
  ({ store, readPerson }: Dependencies): UseCase<typeof spaces.listSpaces> =>
  async (_input, { caller, problem }) => {
    const [person, associations] = await Promise.all([readPerson(caller.accountId), store.listOf(caller.accountId)]);
    if (!person) throw problem('account-not-found');
    return { items: [shownPersonalSpace(person), ...associations.map(shownAssociation).toSorted(byName)] };
  };
