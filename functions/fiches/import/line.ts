import type { Audience, FicheRef } from '../../../schemas/fiche.ts';
import type { ImportLine } from '../../../schemas/import.ts';
import type { Outcome } from './publish-content.ts';

/** The line of a fiche that was read, or taken off the site. */
export const lineOfFiche = (
  file: string,
  { audience, ficheId }: FicheRef,
  title: string,
  { outcome, significance }: Outcome,
): ImportLine => ({
  outcome,
  file,
  ficheId,
  audience,
  title,
  line: null,
  reason: null,
  significance,
});

/** The line of a file that could not be read. */
export const lineOfRefusal = (file: string, audience: Audience | null, { line, reason }: { line: number; reason: string }): ImportLine => ({
  outcome: 'refused',
  file,
  ficheId: null,
  audience,
  title: null,
  line,
  reason,
  significance: null,
});
