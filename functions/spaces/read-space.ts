import type { spaces } from '../../schemas/routes/spaces.ts';
import { Problem } from '../shared/problem.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPerson } from '../shared/store/person.ts';
import { shownAssociation, shownPersonalSpace } from './rules/shown-space.ts';
import type { SpaceReader } from './store/space-reader.ts';

interface Dependencies {
  store: Pick<SpaceReader, 'find'>;
  readPerson: ReadPerson;
}

export const readSpace =
  ({ store, readPerson }: Dependencies): UseCase<typeof spaces.readSpace> =>
  async ({ params: { spaceId } }, { caller }) => {
    const association = await store.find(spaceId);
    if (association) return shownAssociation(association);
    const person = await readPerson(caller.accountId);
    if (person?.personalSpaceId !== spaceId) throw new Problem('not-found');
    return shownPersonalSpace(person);
  };
