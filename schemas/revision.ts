import * as z from 'zod/mini';
import { AccountId } from './account.ts';
import { Audience, FicheId, RevisionNumber } from './fiche.ts';

/** A run of words, kept, taken away or put in. */
export const WordChange = z
  .object({ change: z.enum(['same', 'removed', 'added']), text: z.string() })
  .register(z.globalRegistry, { id: 'WordChange' });
export type WordChange = z.output<typeof WordChange>;

/** One cell of a table that reads differently. A name is empty where the table gives none. */
export const CellChange = z
  .object({ row: z.string(), column: z.string(), words: z.array(WordChange) })
  .register(z.globalRegistry, { id: 'CellChange' });
export type CellChange = z.output<typeof CellChange>;

/** One passage that reads differently; `path` is the titles above it, outermost first. */
export const Passage = z
  .object({
    change: z.enum(['added', 'removed', 'rewritten', 'moved']),
    /** `body`: what the page says; `around`: contacts, references, links, banners. */
    part: z.enum(['body', 'around']),
    path: z.array(z.string()),
    words: z.array(WordChange),
    /** Only for a rewritten row of a table: the cells that read differently, each with what its row and its column are about. */
    cells: z.optional(z.array(CellChange)),
  })
  .register(z.globalRegistry, { id: 'Passage' });
export type Passage = z.output<typeof Passage>;

export const Difference = z
  .object({ passages: z.array(Passage), wordsAdded: z.int().check(z.gte(0)), wordsRemoved: z.int().check(z.gte(0)) })
  .register(z.globalRegistry, { id: 'Difference' });
export type Difference = z.output<typeof Difference>;

/** `undecided` waits in the editors' review list and has told nobody; `initial` is the first revision of a fiche. */
export const Significance = z.enum(['initial', 'undecided', 'significant', 'minor']).register(z.globalRegistry, { id: 'Significance' });
export type Significance = z.output<typeof Significance>;

export const ChangeNote = z
  .string()
  .check(z.trim(), z.minLength(10, 'La note de modification est trop courte.'), z.maxLength(1000))
  .register(z.globalRegistry, { id: 'ChangeNote' });
export const DecisionReason = z.string().check(z.trim(), z.minLength(3), z.maxLength(500));

/** A passage that carries a proposal, and what in it does. */
export const Highlight = z
  .object({
    /** In the passages of the difference. */
    position: z.int().check(z.gte(0)),
    /** In French, such as « Montant modifié : 450 € → 480 € ». */
    reasons: z.array(z.string()),
  })
  .register(z.globalRegistry, { id: 'Highlight' });
export type Highlight = z.output<typeof Highlight>;

/** What the model of significance makes of a revision: shown to the editor, who decides. */
export const Proposal = z
  .object({
    significant: z.boolean(),
    /** That it is significant; a half is where the model turns from one answer to the other. */
    confidence: z.number().check(z.gte(0), z.lte(1)),
    /** In French, such as « Montant modifié : 450 € → 480 € ». */
    reasons: z.array(z.string()),
    /** In reading order; none for what is not significant. */
    passages: z.array(Highlight),
  })
  .register(z.globalRegistry, { id: 'Proposal' });
export type Proposal = z.output<typeof Proposal>;

/** An editor's word on a revision; a note for the readers goes with a significant one. */
export const Decision = z
  .discriminatedUnion('significance', [
    z.object({
      significance: z.literal('significant'),
      reason: DecisionReason,
      changeNote: ChangeNote,
      /** Told at once, before other alerts, whatever was told of the fiche a moment ago. */
      urgent: z._default(z.boolean(), false),
    }),
    z.object({ significance: z.literal('minor'), reason: DecisionReason }),
  ])
  .register(z.globalRegistry, { id: 'Decision' });
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
    decidedBy: z.nullable(z.union([z.literal(['dila', 'system']), AccountId])),
    reason: z.nullable(z.string()),
    changeNote: z.nullable(z.string()),
    /** An editor asked that the subscribers be told before anybody else's. */
    urgent: z.boolean(),
    /** What was proposed, whoever decided; null where there was nothing to compare: a first revision, a removal. */
    proposal: z.nullable(Proposal),
    wordsAdded: z.int(),
    wordsRemoved: z.int(),
  })
  .register(z.globalRegistry, { id: 'Revision' });
export type Revision = z.output<typeof Revision>;

export const Draft = z
  .object({
    audience: Audience,
    ficheId: FicheId,
    /** The revision it was made from; publishing is refused once another one is live. */
    base: RevisionNumber,
    /** Changes at each save: sent back so that nobody overwrites somebody else's work unseen. */
    version: z.int().check(z.gte(1)),
    title: z.string(),
    state: z.enum(['open', 'scheduled']),
    publishAt: z.nullable(z.iso.datetime()),
    decision: z.nullable(Decision),
    savedBy: AccountId,
    savedAt: z.iso.datetime(),
  })
  .register(z.globalRegistry, { id: 'Draft' });
export type Draft = z.output<typeof Draft>;
