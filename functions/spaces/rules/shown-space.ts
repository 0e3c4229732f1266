import type { SpaceId } from '../../../schemas/account.ts';
import type { Space } from '../../../schemas/space.ts';

/** What is kept of an association. */
interface Kept {
  id: SpaceId;
  name: string;
  number?: string | undefined;
  createdAt: string;
  members: number;
  version: number;
  closing?: { at: string } | undefined;
}

export const shownAssociation = ({ number, closing, ...space }: Kept): Space => ({
  id: space.id,
  kind: 'association',
  name: space.name,
  number: number ?? null,
  createdAt: space.createdAt,
  members: space.members,
  closesAt: closing?.at ?? null,
  version: space.version,
});

/** A personal space is like every other one: always one member, never renamed, closed with its account. */
export const shownPersonalSpace = ({ personalSpaceId, openedAt }: { personalSpaceId: SpaceId; openedAt: string }): Space => ({
  id: personalSpaceId,
  kind: 'personal',
  name: 'Espace personnel',
  number: null,
  createdAt: openedAt,
  members: 1,
  closesAt: null,
  version: 1,
});

let collator: Intl.Collator | undefined;
/** Made with the first list: each start would pay for it. */
const inFrench = (one: string, other: string): number => {
  collator ??= new Intl.Collator('fr', { numeric: true });
  return collator.compare(one, other);
};

/** As a person looks for them: by name, as the alphabet goes. */
export const byName = (one: { name: string; id: string }, other: { name: string; id: string }): number =>
  inFrench(one.name, other.name) || (one.id < other.id ? -1 : 1);
