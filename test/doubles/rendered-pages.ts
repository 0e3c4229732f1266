import { differencePage } from '../../functions/fiches/pages/difference-page.ts';
import { fichePage } from '../../functions/fiches/pages/fiche-page.ts';
import { differenceOf } from '../../functions/fiches/rules/difference.ts';
import { declaredByImport } from '../../functions/fiches/rules/significance.ts';
import type { StoredFiche } from '../../functions/fiches/store/fiche-store.ts';
import { nextFiche, nextRevision } from '../../functions/fiches/store/next-revision.ts';
import type { StoredRevision } from '../../functions/fiches/store/revision-store.ts';
import { readFiche } from '../../functions/fiches/xml/read-fiche.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import type { FicheContent } from '../../schemas/fiche-content.ts';
import { sampleFiles } from './samples.ts';
import { firstRevision, keptAs } from './stored-fiche.ts';

const site = 'https://ville.test';

/** A fiche that was published once, as its table keeps it. */
export const firstStored = (content: FicheContent): { fiche: StoredFiche; revision: StoredRevision } => {
  const first = firstRevision(content);
  const fiche = nextFiche(first, keptAs(content));
  return { fiche, revision: { ...nextRevision(first, fiche), differenceKey: null, decidedAt: null } };
};

/** The page of a fiche that was published once. */
export const renderFiche = (content: FicheContent): string => {
  const { fiche, revision } = firstStored(content);
  return fichePage({ fiche, content, revisions: [revision], site });
};

/** The page of what an import changed. */
export const renderDifference = (before: FicheContent, after: FicheContent): string => {
  const difference = differenceOf(before, after);
  const base = nextFiche(firstRevision(before), keptAs(before));
  const change = { ...firstRevision(after), difference, base, verdict: declaredByImport(before, after, difference) };
  const revision = { ...nextRevision(change, nextFiche(change, keptAs(after))), differenceKey: 'difference', decidedAt: null };
  return differencePage({ revision, difference, site });
};

/** What the real fiches of a sample archive say, by `particuliers#F2`. */
export const sampleContents = async (name: Parameters<typeof sampleFiles>[0]): Promise<Map<string, FicheContent>> => {
  const read = (await sampleFiles(name)).map(({ xml }) => readFiche(xml));
  return new Map(read.flatMap((one) => (one.ok ? [[ficheKey(one.content), one.content] as const] : [])));
};
