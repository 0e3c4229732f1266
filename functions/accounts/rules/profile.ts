import { type BlockName, type Provenance, profileFields, type ReadBlock } from '../../../schemas/profile.ts';

export interface ProfileField {
  value: unknown;
  from: Provenance;
  at: string;
}

/** A block as it is kept; a block that was never saved has version 0 and no field. */
export interface ProfileBlock {
  version: number;
  /** Whether the account is linked to FranceConnect, so that what came from there is locked. */
  linked: boolean;
  fields: Record<string, ProfileField>;
}

export const emptyBlock: ProfileBlock = { version: 0, linked: false, fields: {} };

const isLocked = ({ linked }: ProfileBlock, field: ProfileField | undefined): boolean => linked && field?.from === 'france-connect';

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The names of locked fields that a change would touch. */
export const lockedFieldsOf = (block: ProfileBlock, given: Record<string, unknown>): string[] =>
  Object.keys(given).filter((name) => isLocked(block, block.fields[name]) && !same(block.fields[name]?.value, given[name]));

/** The fields after a change: what is the same as before keeps where it came from, what is null goes. */
export const fieldsAfter = (block: ProfileBlock, given: Record<string, unknown>, at: Date): Record<string, ProfileField> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, ProfileField][] => {
      const before = block.fields[name];
      if (value === null) return [];
      return [[name, before && same(before.value, value) ? before : { value, from: 'typed', at: at.toISOString() }]];
    }),
  );

/** A block as its owner reads it, every field of it, null where nothing is kept. */
export const shownBlock = <Block extends BlockName>(name: Block, block: ProfileBlock): ReadBlock<Block> => {
  const fields = Object.keys(profileFields[name].shape).map((field) => {
    const kept = block.fields[field];
    return [field, kept ? { ...kept, locked: isLocked(block, kept) } : null];
  });
  return { version: block.version, fields: Object.fromEntries(fields) } as ReadBlock<Block>;
};
