import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { ImportId, ImportOutcome } from '../../../schemas/import.ts';
import type { Significance } from '../../../schemas/revision.ts';
import { differenceOf } from '../rules/difference.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import { noDifference } from '../rules/no-difference.ts';
import { proposalForImport } from '../rules/significance/propose.ts';
import { announcedWithoutText, decidedByThreshold, declaredByImport, initialVerdict, removalVerdict } from '../rules/significance.ts';
import type { NewRevision, StoredFiche } from '../store/fiche-store.ts';
import type { Publishing } from './dependencies.ts';

/** What became of one fiche, as the report tells it. */
export interface Outcome {
  outcome: ImportOutcome;
  significance: Significance | null;
}

type Dependencies = Pick<Publishing, 'fiches' | 'revisions' | 'clock' | 'thresholds' | 'repetition'>;

const unchanged: Outcome = { outcome: 'unchanged', significance: null };

/** What an earlier, interrupted run of the same step already published, told again in the same words. */
const alreadyTold = async ({ revisions }: Dependencies, stored: StoredFiche, importId: ImportId): Promise<Outcome | undefined> => {
  if (stored.importId !== importId || !stored.importOutcome) return undefined;
  const revision = await revisions.findRevision(stored);
  return { outcome: stored.importOutcome, significance: revision?.significance ?? null };
};

/**
 * Unchanged when the archive says what it said last time, or what an editor has published before it; the latter is remembered, so that what
 * the editor publishes next is not taken back by the next import, and so is an important date that comes without its text. Undefined when it
 * says something new.
 */
const unchangedBy = async (
  { fiches }: Dependencies,
  stored: StoredFiche,
  content: FicheContent,
): Promise<Outcome | 'conflict' | undefined> => {
  if (stored.status !== 'live') return undefined;
  const fingerprint = fingerprintOf(content);
  if (fingerprint !== stored.importedFingerprint && fingerprint !== stored.fingerprint) return undefined;
  const announcedEarlier = announcedWithoutText(stored, content);
  if (fingerprint === stored.importedFingerprint && announcedEarlier === stored.announcedEarlier) return unchanged;
  return (await fiches.recordImported(stored, { importedFingerprint: fingerprint, announcedEarlier })) ? unchanged : 'conflict';
};

const revisionOf = async (
  { fiches, clock, thresholds, repetition }: Dependencies,
  base: StoredFiche | undefined,
  content: FicheContent,
): Promise<NewRevision> => {
  const publishedAt = clock().toISOString();
  const news = { base, origin: 'import', content, publishedAt } as const;
  if (!base) return { ...news, importOutcome: 'added', verdict: initialVerdict, difference: noDifference, proposal: null };
  const before = await fiches.readContent(base.contentKey);
  const difference = differenceOf(before, content);
  const proposal = proposalForImport({ before, after: content, difference, on: publishedAt.slice(0, 10), repetition });
  const verdict = decidedByThreshold(declaredByImport(before, content, difference, base.announcedEarlier), proposal, thresholds);
  return { ...news, importOutcome: base.status === 'removed' ? 'added' : 'changed', verdict, difference, proposal };
};

const told = ({ importOutcome, verdict }: NewRevision): Outcome => ({
  outcome: importOutcome ?? 'unchanged',
  significance: verdict.significance,
});

/** Publishes what an archive says of a fiche, unless it says what is already there. Undefined when somebody published in between. */
export const publishContent = async (
  dependencies: Dependencies,
  importId: ImportId,
  stored: StoredFiche | undefined,
  content: FicheContent,
): Promise<Outcome | undefined> => {
  const earlier = stored && (await alreadyTold(dependencies, stored, importId));
  if (earlier) return earlier;
  const same = stored && (await unchangedBy(dependencies, stored, content));
  if (same) return same === 'conflict' ? undefined : same;
  const revision = await revisionOf(dependencies, stored, content);
  return (await dependencies.fiches.publish({ ...revision, importId })) === 'published' ? told(revision) : undefined;
};

/** Takes a fiche off the site. Undefined when somebody published in between. */
export const publishRemoval = async (dependencies: Dependencies, importId: ImportId, stored: StoredFiche): Promise<Outcome | undefined> => {
  const earlier = await alreadyTold(dependencies, stored, importId);
  if (earlier) return earlier;
  if (stored.status === 'removed') return unchanged;
  const removal: NewRevision = {
    base: stored,
    origin: 'removal',
    verdict: removalVerdict,
    publishedAt: dependencies.clock().toISOString(),
    importId,
    importOutcome: 'removed',
  };
  return (await dependencies.fiches.publish(removal)) === 'published' ? told(removal) : undefined;
};
