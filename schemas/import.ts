import { z } from 'zod';
import { AccountId } from './account.ts';
import { Audience } from './fiche.ts';
import { Significance } from './revision.ts';

export const ImportId = z.uuid().brand('ImportId').meta({ id: 'ImportId' });
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
    audience: Audience.nullable(),
    /** `waiting`: the archive has not arrived yet. `refused`: the archive as a whole, and nothing was changed. */
    state: z.enum(['waiting', 'running', 'done', 'refused']),
    /** Why the archive was refused, in French. */
    refusal: z.string().nullable(),
    startedBy: AccountId.nullable(),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    /** Entries of the archive handled so far, and in all. */
    progress: z.object({ done: z.number().int(), total: z.number().int() }),
    counts: z.object({
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      removed: z.number().int(),
      refused: z.number().int(),
      /** Among the changed, those that DILA or a threshold declares significant; and those that wait for an editor. */
      significant: z.number().int(),
      toReview: z.number().int(),
    }),
  })
  .meta({ id: 'Import' });
export type Import = z.output<typeof Import>;

/** A line of the report; unchanged fiches have none. */
export const ImportLine = z
  .object({
    outcome: ImportOutcome,
    file: z.string(),
    ficheId: z.string().nullable(),
    audience: Audience.nullable(),
    title: z.string().nullable(),
    /** Where the file went wrong, counted from 1. */
    line: z.number().int().nullable(),
    /** Why it was refused, in French. */
    reason: z.string().nullable(),
    significance: Significance.nullable(),
  })
  .meta({ id: 'ImportLine' });
export type ImportLine = z.output<typeof ImportLine>;
