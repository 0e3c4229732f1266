import type { BlockName, ReadBlock, SaveBlock } from '../../schemas/profile.ts';
import type { Clock } from '../shared/clock.ts';
import type { Caller, Trail } from '../shared/context.ts';
import type { Problem } from '../shared/problem.ts';
import { fieldsAfter, lockedFieldsOf, shownBlock } from './rules/profile.ts';
import type { ProfileStore } from './store/profiles.ts';

interface Dependencies {
  store: Pick<ProfileStore, 'find' | 'save'>;
  clock: Clock;
}

/** The same on the routes of all four blocks. */
interface SavingContext {
  caller: Caller;
  trail: Trail;
  problem: (kind: 'profile-outdated' | 'profile-field-locked' | 'account-not-found', detail?: string) => Problem;
}

/** How a field that FranceConnect vouches for is called where a change of it is refused. */
const fieldWords: Record<keyof SaveBlock<'identity'>['fields'], string> = {
  gender: 'le sexe',
  familyName: 'le nom de naissance',
  usualName: 'le nom d’usage',
  givenNames: 'les prénoms',
  birthDate: 'la date de naissance',
  birthPlace: 'le lieu de naissance',
  birthPlaceCode: 'la commune de naissance',
  birthCountryCode: 'le pays de naissance',
};

const refusal = (locked: string[]): string => {
  const named = locked.map((name) => fieldWords[name as keyof typeof fieldWords]).join(', ');
  return `FranceConnect garantit ${named}. Pour une correction, adressez-vous au fournisseur d’identité que vous utilisez avec FranceConnect.`;
};

/** Saves one block and no other; what FranceConnect vouches for stays as it is. Whoever saves what somebody else has changed meanwhile is told. */
export const saveProfileBlock =
  <Block extends BlockName>(block: Block, { store, clock }: Dependencies) =>
  async ({ body }: { body: SaveBlock<Block> }, { caller: { accountId }, trail, problem }: SavingContext): Promise<ReadBlock<Block>> => {
    const seen = await store.find(accountId, block);
    if (seen.version !== body.version) throw problem('profile-outdated');
    const locked = lockedFieldsOf(seen, body.fields);
    if (locked.length > 0) throw problem('profile-field-locked', refusal(locked));
    const at = clock();
    const fields = fieldsAfter(seen, body.fields, at);
    const outcome = await store.save({ accountId, block, seen, fields, at }, trail);
    if (outcome === 'gone') throw problem('account-not-found');
    if (outcome === 'outdated') throw problem('profile-outdated');
    return shownBlock(block, { ...seen, version: seen.version + 1, fields });
  };
