import type { MailingId } from '../../../schemas/digest.ts';
import type { PartProgress } from '../rules/parts.ts';
import { partKey } from './publication-items.ts';

/** Where a page leaves the reading of a part, and how many people it adds to each count. */
export interface ProgressStep {
  position: number;
  after: string | null;
  /** How many chunks it writes. */
  chunks: number;
  counts: Record<string, number>;
  at: Date;
}

/** The change that moves the cursor of a part; fails when another worker has moved it since `from` was read. */
export const moveProgress = (table: string, id: MailingId, from: PartProgress, step: ProgressStep) => {
  const { position, after, chunks, counts, at } = step;
  const set = { position, after, pages: from.pages + 1, chunks: from.chunks + chunks, movedAt: at.toISOString(), reminders: 0 };
  const values = { ...set, ...counts };
  const assign = (names: string[], sign: string): string => names.map((name) => `#${name}${sign}:${name}`).join(', ');
  return {
    TableName: table,
    Key: partKey(id, from.part),
    UpdateExpression: `SET ${assign(Object.keys(set), ' = ')} ADD ${assign(Object.keys(counts), ' ')}`,
    ConditionExpression: '#pages = :seen',
    ExpressionAttributeNames: Object.fromEntries(Object.keys(values).map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ':seen': from.pages,
      ...Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
    },
  };
};
