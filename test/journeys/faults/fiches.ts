import { FicheId } from '../../../schemas/fiche.ts';
import { archiveOf, someFiches } from '../../doubles/importing.ts';

export const particuliers = (ficheId: string) => ({ audience: 'particuliers' as const, ficheId: FicheId.parse(ficheId) });

/** An archive of so many short fiches, from F100 on: an import that takes no time. */
export const smallArchive = (count: number, change: Parameters<typeof someFiches>[1] = {}): Uint8Array<ArrayBuffer> =>
  new Uint8Array(archiveOf(...someFiches(count, change)));
