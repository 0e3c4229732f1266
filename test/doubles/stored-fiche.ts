import { fingerprintOf } from '../../functions/fiches/rules/fingerprint.ts';
import { noDifference } from '../../functions/fiches/rules/no-difference.ts';
import { initialVerdict } from '../../functions/fiches/rules/significance.ts';
import type { StoredFiche } from '../../functions/fiches/store/fiche-store.ts';
import { nextFiche } from '../../functions/fiches/store/next-revision.ts';
import { FicheId } from '../../schemas/fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import { aContent } from './fiche-content.ts';

/** The first revision of a fiche, ready to publish. */
export const firstRevision = (content: FicheContent, publishedAt = '2026-01-20T08:00:00.000Z') => ({
  origin: 'import' as const,
  base: undefined,
  content,
  difference: noDifference,
  proposal: null,
  verdict: initialVerdict,
  publishedAt,
});

/** What a content is kept as; the key may be any. */
export const keptAs = (content: FicheContent, key = 'content') => ({ key, fingerprint: fingerprintOf(content) });

/** A live fiche as its table keeps it. */
export const aStoredFiche = (ficheId: string, change: Partial<FicheContent> = {}): StoredFiche => {
  const content = aContent(undefined, { ficheId: FicheId.parse(ficheId), ...change });
  return nextFiche(firstRevision(content), keptAs(content, `content/${content.audience}/${ficheId}/x.json`));
};
