import * as z from 'zod/mini';
import { AccountId } from './account.ts';
import { Audience } from './fiche.ts';
import { Significance } from './revision.ts';

export const ImportId = z.uuid().brand('ImportId').register(z.globalRegistry, { id: 'ImportId' });
export type ImportId = z.output<typeof ImportId>;

/** A `complete` archive is all there is for its audience: what it no longer holds is removed. A `partial` one only adds and changes. */
export const ImportScope = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('complete'), audience: Audience }),
  z.object({ scope: z.literal('partial') }),
]);
export type ImportScope = z.output<typeof ImportScope>;

export const importOutcomes = ['added', 'changed', 'unchanged', 'removed', 'refused'] as const;
export const ImportOutcome = z.enum(importOutcomes);
export type ImportOutcome = z.output<typeof ImportOutcome>;

export const Import = z
  .object({
    id: ImportId,
    scope: z.enum(['complete', 'partial']),
    audience: z.nullable(Audience),
    /** `waiting`: the archive has not arrived yet. `refused`: the archive as a whole, and nothing was changed. */
    state: z.enum(['waiting', 'running', 'done', 'refused']),
    /** Why the archive was refused, in French. */
    refusal: z.nullable(z.string()),
    startedBy: z.nullable(AccountId),
    startedAt: z.iso.datetime(),
    endedAt: z.nullable(z.iso.datetime()),
    /** Entries of the archive handled so far, and in all. */
    progress: z.object({ done: z.int(), total: z.int() }),
    counts: z.object({
      added: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      removed: z.int(),
      refused: z.int(),
      /** Among the changed, those that DILA or a threshold declares significant; and those that wait for an editor. */
      significant: z.int(),
      toReview: z.int(),
    }),
  })
  .register(z.globalRegistry, { id: 'Import' });
export type Import = z.output<typeof Import>;

/** A line of the report; unchanged fiches have none. */
export const ImportLine = z
  .object({
    outcome: ImportOutcome,
    file: z.string(),
    ficheId: z.nullable(z.string()),
    audience: z.nullable(Audience),
    title: z.nullable(z.string()),
    /** Where the file went wrong, counted from 1. */
    line: z.nullable(z.int()),
    /** Why it was refused, in French. */
    reason: z.nullable(z.string()),
    significance: z.nullable(Significance),
  })
  .register(z.globalRegistry, { id: 'ImportLine' });
export type ImportLine = z.output<typeof ImportLine>;
