import type { Import } from '../../../schemas/import.ts';

/** How an import stands once a step is recorded: the one place that says when it is done. */
export const afterStep = <Stored extends Import>(
  read: Stored,
  { done, counts, endedAt }: Pick<Import, 'counts' | 'endedAt'> & { done: number },
): Stored => ({
  ...read,
  state: endedAt === null ? 'running' : 'done',
  progress: { ...read.progress, done },
  counts,
  endedAt,
});
