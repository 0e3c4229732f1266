import type { WalletDocument } from '../../schemas/document.ts';
import type { Problem } from '../shared/problem.ts';
import { noRoomProblem } from './no-room.ts';
import type { Changed } from './store/document-store.ts';

/** The document after a change, or the problem that kept it from being changed. `size`: bytes that the change needed. */
export const changedDocument = (changed: Changed, size: number, notFound: () => Problem): WalletDocument => {
  if (changed === 'not-found') throw notFound();
  if ('noRoom' in changed) throw noRoomProblem(changed, size);
  if (!changed.document) throw notFound();
  return changed.document;
};
