import * as z from 'zod/mini';
import { type FicheRef, FicheSummary, ficheKey } from '../../../schemas/fiche.ts';
import { ImportId, ImportOutcome } from '../../../schemas/import.ts';
import { fold } from '../../../schemas/search.ts';
import type { StoredFiche } from './fiche-store.ts';

const StoredFicheItem = z.extend(FicheSummary, {
  fingerprint: z.string(),
  importedFingerprint: z.nullable(z.string()),
  importantOn: z.nullable(z.string()),
  announcedEarlier: z.optional(z.object({ importantOn: z.string(), modifiedOn: z.string() })),
  contentKey: z.string(),
  headings: z.array(z.string()),
  importId: z.optional(ImportId),
  importOutcome: z.optional(ImportOutcome),
});

/** A sort key holds 1,024 bytes; no title of a fiche comes near. */
const MAX_TITLE_IN_KEY = 300;

export const ficheItemKey = (ref: FicheRef) => ({ pk: ficheKey(ref), sk: 'fiche' });

export const themeKey = (audience: string, themeId: string): string => `${audience}#${themeId}`;

/** Fiches apart from services, then as a reader would look them up: by title, without case or accents. */
const titleKey = ({ kind, title, ficheId }: StoredFiche): string => `${kind}#${fold(title).slice(0, MAX_TITLE_IN_KEY)}#${ficheId}`;

/** A removed fiche keeps its item and leaves every list. */
export const ficheItem = (fiche: StoredFiche): Record<string, unknown> => ({
  ...ficheItemKey(fiche),
  ...fiche,
  ...(fiche.status === 'live' && {
    audiencePk: fiche.audience,
    titleSk: titleKey(fiche),
    ...(fiche.theme && { themePk: themeKey(fiche.audience, fiche.theme.id) }),
  }),
});

export const ficheOf = (item: Record<string, unknown>): StoredFiche => StoredFicheItem.parse(item);
