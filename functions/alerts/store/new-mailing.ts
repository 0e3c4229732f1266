import type { MailingId } from '../../../schemas/digest.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { Part } from '../rules/parts.ts';
import { partKey, publicationKey, UNFINISHED } from './publication-items.ts';

export interface NewMailing {
  id: MailingId;
  /** What is kept of it beside its parts. */
  says: Record<string, unknown>;
  /** Without any, it is done at once. */
  parts: Part[];
  at: Date;
}

/** A mailing and its parts, to be written in one transaction; each fails where it is there already. */
export const newMailing = (table: string, { id, says, parts, at }: NewMailing): Write[] => {
  const startedAt = at.toISOString();
  const unfinished = parts.length > 0 ? { unfinishedPk: UNFINISHED, unfinishedSk: `${startedAt}#${id}` } : { endedAt: startedAt };
  const start = {
    position: 0,
    after: null,
    pages: 0,
    chunks: 0,
    enqueued: 0,
    sent: 0,
    movedAt: startedAt,
    reminders: 0,
  };
  const items = [
    { ...publicationKey(id), ...says, startedAt, ...unfinished },
    ...parts.map((part) => ({ ...partKey(id, part.part), ...part, ...start })),
  ];
  return items.map((Item) => ({ Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }));
};
