import { KEPT_DAYS, MAX_DOCUMENTS, MAX_SPACE_BYTES, MEGABYTE } from '../../schemas/document.ts';
import { Problem } from '../shared/problem.ts';
import { fullSentence } from './rules/storage.ts';
import type { NoRoom } from './store/document-store.ts';

/** Why a change does not fit into its space, in words that say what would make room. `size` in bytes. */
export const noRoomProblem = ({ noRoom, count }: NoRoom, size: number): Problem => {
  if (noRoom === 'documents')
    return new Problem('too-many-documents', `Un espace garde ${MAX_DOCUMENTS} documents au plus : supprimez ceux qui ne servent plus.`);
  if (noRoom === 'deleted')
    return new Problem(
      'bin-full',
      `Ce qui a été supprimé depuis moins de ${KEPT_DAYS} jours prend déjà ${MAX_SPACE_BYTES / MEGABYTE} Mo : supprimez définitivement des documents de la corbeille, puis recommencez.`,
    );
  return new Problem('space-full', fullSentence(size, count));
};
