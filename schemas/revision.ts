import { z } from 'zod';
import { AccountId } from './account.ts';
import { Audience, FicheId, RevisionNumber } from './fiche.ts';

/** A run of words, kept, taken away or put in. */
export const WordChange = z.object({ change: z.enum(['same', 'removed', 'added']), text: z.string() }).meta({ id: 'WordChange' });
export type WordChange = z.output<typeof WordChange>;

/** One passage that reads differently; `path` is the titles above it, outermost first. */
export const Passage = z
  .object({
    change: z.enum(['added', 'removed', 'rewritten', 'moved']),
    /** `body`: what the page says; `around`: contacts, references, links, banners. */
    part: z.enum(['body', 'around']),
    path: z.array(z.string()),
    words: z.array(WordChange),
  })
  .meta({ id: 'Passage' });
export type Passage = z.output<typeof Passage>;

export const Difference = z
  .object({ passages: z.array(Passage), wordsAdded: z.number().int().min(0), wordsRemoved: z.number().int().min(0) })
  .meta({ id: 'Difference' });
export type Difference = z.output<typeof Difference>;

/** `undecided` waits in the editors' review list and has told nobody; `initial` is the first revision of a fiche. */
export const Significance = z.enum(['initial', 'undecided', 'significant', 'minor']).meta({ id: 'Significance' });
export type Significance = z.output<typeof Significance>;

export const ChangeNote = z.string().trim().min(10, 'La note de modification est trop courte.').max(1000).meta({ id: 'ChangeNote' });
export const DecisionReason = z.string().trim().min(3).max(500);

/** What the model of significance makes of a revision: shown to the editor, who decides. */
export const Proposal = z
  .object({
    significant: z.boolean(),
    /** That it is significant; a half is where the model turns from one answer to the other. */
    confidence: z.number().min(0).max(1),
    /** In French, such as « Montant modifié : 450 € → 480 € ». */
    reasons: z.array(z.string()),
    /** The passages of the difference that carry it, by their positions. */
    passages: z.array(z.number().int().min(0)),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.output<typeof Proposal>;

/** An editor's word on a revision; a note for the readers goes with a significant one. */
export const Decision = z
  .discriminatedUnion('significance', [
    z.object({ significance: z.literal('significant'), reason: DecisionReason, changeNote: ChangeNote }),
    z.object({ significance: z.literal('minor'), reason: DecisionReason }),
  ])
  .meta({ id: 'Decision' });
export type Decision = z.output<typeof Decision>;

export const Revision = z
  .object({
    audience: Audience,
    ficheId: FicheId,
    revision: RevisionNumber,
    title: z.string(),
    origin: z.enum(['import', 'editor', 'removal']),
    publishedAt: z.iso.datetime(),
    significance: Significance,
    /** Who said so: `dila` when the archive declared it, `system` when the proposal passed a threshold that was set, else an editor's account. */
    decidedBy: z.union([z.literal(['dila', 'system']), AccountId]).nullable(),
    reason: z.string().nullable(),
    changeNote: z.string().nullable(),
    /** What was proposed, whoever decided; null where there was nothing to compare: a first revision, a removal. */
    proposal: Proposal.nullable(),
    wordsAdded: z.number().int(),
    wordsRemoved: z.number().int(),
  })
  .meta({ id: 'Revision' });
export type Revision = z.output<typeof Revision>;

export const Draft = z
  .object({
    audience: Audience,
    ficheId: FicheId,
    /** The revision it was made from; publishing is refused once another one is live. */
    base: RevisionNumber,
    /** Changes at each save: sent back so that nobody overwrites somebody else's work unseen. */
    version: z.number().int().min(1),
    title: z.string(),
    state: z.enum(['open', 'scheduled']),
    publishAt: z.iso.datetime().nullable(),
    decision: Decision.nullable(),
    savedBy: AccountId,
    savedAt: z.iso.datetime(),
  })
  .meta({ id: 'Draft' });
export type Draft = z.output<typeof Draft>;
