import type { FicheRef } from '../../schemas/fiche.ts';
import type { EditedFiche, FicheContent } from '../../schemas/fiche-content.ts';
import type { Problem } from '../shared/problem.ts';
import { isTooLarge, refuseContent } from './rules/content-limits.ts';
import { fingerprintOf } from './rules/fingerprint.ts';
import { readFiche } from './xml/read-fiche.ts';

export type DraftSource = { from: 'xml'; xml: string } | { from: 'edit'; edit: EditedFiche };

type Refuse = (kind: 'fiche-xml-refused' | 'draft-refused' | 'draft-unchanged', detail?: string) => Problem;

export interface DraftBasis {
  ref: FicheRef;
  /** What readers see now. */
  live: FicheContent;
  /** What edited blocks are put into: the live content, or what the draft already holds. */
  edited: FicheContent;
  /** Such as 2026-11-22: an edit by hand is a modification of that day. */
  today: string;
}

const fromXml = (xml: string, { audience, ficheId }: FicheRef, problem: Refuse): FicheContent => {
  const read = readFiche(xml);
  if (!read.ok) throw problem('fiche-xml-refused', `Ligne ${read.line} : ${read.reason}`);
  if (read.content.ficheId !== ficheId)
    throw problem('fiche-xml-refused', `Ce fichier est celui de la fiche ${read.content.ficheId}, et non ${ficheId}.`);
  if (read.content.audience !== audience)
    throw problem('fiche-xml-refused', `Ce fichier s’adresse aux ${read.content.audience}, et non aux ${audience}.`);
  return read.content;
};

const fromEdit = (edit: EditedFiche, { edited, today }: DraftBasis, problem: Refuse): FicheContent => {
  const changed = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const content: FicheContent = { ...edited, ...changed };
  const refusal = isTooLarge(content) ? 'Le texte est trop gros pour être celui d’une fiche.' : refuseContent(content);
  if (refusal !== undefined) throw problem('draft-refused', refusal);
  return fingerprintOf(content) === fingerprintOf(edited) ? edited : { ...content, modifiedOn: today };
};

/** What a draft would publish; refused when readers would get the very content that they have. */
export const draftContent = (source: DraftSource, basis: DraftBasis, problem: Refuse): FicheContent => {
  const content = source.from === 'xml' ? fromXml(source.xml, basis.ref, problem) : fromEdit(source.edit, basis, problem);
  if (fingerprintOf(content) === fingerprintOf(basis.live)) throw problem('draft-unchanged');
  return content;
};
