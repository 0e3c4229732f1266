import { Slot } from '../../schemas/digest.ts';
import type { digests } from '../../schemas/routes/digests.ts';
import { readCursor, writeCursor } from '../shared/cursor.ts';
import type { UseCase } from '../shared/router.ts';
import type { ListDigests } from './store/digests.ts';

const LIST = { list: 'digests' };

/** The latest first; how each of them goes is in its ledger. */
export const listDigests =
  ({ list }: { list: ListDigests }): UseCase<typeof digests.listDigests> =>
  async ({ query: { cursor, limit } }) => {
    const from = readCursor(cursor, { partition: LIST, begins: { slot: '2' } });
    const { items, last } = await list(from && Slot.parse(from['slot']), limit);
    return { items, next: writeCursor(last && { ...LIST, slot: last }) };
  };
