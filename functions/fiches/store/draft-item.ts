import * as z from 'zod/mini';
import { type FicheRef, FicheRef as FicheRefSchema, ficheKey } from '../../../schemas/fiche.ts';
import { Draft } from '../../../schemas/revision.ts';
import type { StoredDraft } from './draft-store.ts';

const StoredDraftItem = z.extend(Draft, { contentKey: z.string() });

export const DUE_LIST = 'due';

/** A fiche has one draft at most: its key says so. */
export const draftItemKey = (ref: FicheRef) => ({ pk: ficheKey(ref), sk: 'draft' });

/** Only a scheduled draft is in the list of those that fall due. */
export const draftItem = (draft: StoredDraft): Record<string, unknown> => ({
  ...draftItemKey(draft),
  ...draft,
  ...(draft.state === 'scheduled' && { duePk: DUE_LIST, dueSk: `${draft.publishAt}#${ficheKey(draft)}` }),
});

export const draftOf = (item: Record<string, unknown>): StoredDraft => StoredDraftItem.parse(item);

/** Sorts after every draft that is due at this instant, and before those of the next: `$` follows `#`. */
export const afterDueAt = (instant: string): string => `${instant}$`;

/** `particuliers#F2` back into what it names. */
export const ficheOfKey = (key: string): FicheRef => {
  const [audience, ficheId] = key.split('#');
  return FicheRefSchema.parse({ audience, ficheId });
};
