import type { BlockName, ReadBlock } from '../../schemas/profile.ts';
import type { profile } from '../../schemas/routes/profile.ts';
import type { Caller } from '../shared/context.ts';
import type { UseCase } from '../shared/router.ts';
import { shownBlock } from './rules/profile.ts';
import type { ProfileStore } from './store/profiles.ts';

interface Dependencies {
  store: Pick<ProfileStore, 'find'>;
}

/** One block, which says of each field where it comes from. */
export const readProfileBlock =
  <Block extends BlockName>(block: Block, { store }: Dependencies) =>
  async (_input: object, { caller: { accountId } }: { caller: Caller }): Promise<ReadBlock<Block>> =>
    shownBlock(block, await store.find(accountId, block));

/** All four blocks at once, for the page that shows them. */
export const readProfile =
  (dependencies: Dependencies): UseCase<typeof profile.readProfile> =>
  async (input, context) => {
    const [identity, address, contact, family] = await Promise.all([
      readProfileBlock('identity', dependencies)(input, context),
      readProfileBlock('address', dependencies)(input, context),
      readProfileBlock('contact', dependencies)(input, context),
      readProfileBlock('family', dependencies)(input, context),
    ]);
    return { identity, address, contact, family };
  };
