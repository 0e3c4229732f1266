import type { SpaceId } from '../../schemas/account.ts';
import { Problem } from '../shared/problem.ts';
import type { KeptSpace } from './store/space-items.ts';
import type { SpaceStore } from './store/spaces.ts';

const ALONE =
  'Il ne se partage pas, ne se renomme pas, et ne se ferme qu’avec votre compte. Pour agir à plusieurs, ajoutez une association.';

/** The association that a member acts in; a personal space takes part in nothing of the kind. */
export const associationOf = async (
  store: Pick<SpaceStore, 'find'>,
  spaceId: SpaceId,
  problem: (kind: 'space-is-personal', detail: string) => Problem,
): Promise<KeptSpace> => {
  const space = await store.find(spaceId);
  if (!space) throw problem('space-is-personal', ALONE);
  return space;
};

/** Who was put out between the beginning and the end of their own request reads what everybody outside reads. */
export const noSuchSpace = (): Problem => new Problem('not-found');
