import type { SpaceId } from '../../schemas/account.ts';
import { log } from '../shared/log.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  empty: (spaceId: SpaceId) => Promise<void>;
}

/** Nobody can come back into a space that was closed: its id is never given again, so what is left in it is emptied without haste. */
export const onSpaceClosed =
  ({ store, empty }: Dependencies) =>
  async ({ spaceId }: { spaceId: SpaceId }): Promise<void> => {
    if (await store.find(spaceId)) throw new Error('a space that is told closed is still there');
    await empty(spaceId);
    log('space.emptied');
  };
