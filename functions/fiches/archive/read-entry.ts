import type { Audience } from '../../../schemas/fiche.ts';
import type { FicheContent } from '../../../schemas/fiche-content.ts';
import { readFiche } from '../xml/read-fiche.ts';
import type { FicheFile } from './open-archive.ts';

export type ReadEntry = { ok: true; content: FicheContent } | { ok: false; line: number; reason: string };

/** One file of an archive. `expected` is the audience of a complete archive: a document of another one would take a place that is not its own. */
export const readEntry = async (file: FicheFile, expected: Audience | null): Promise<ReadEntry> => {
  const read = readFiche(await file.bytes());
  if (!read.ok) return read;
  const { ficheId, audience } = read.content;
  if (!file.path.endsWith(`${ficheId}.xml`) || file.ficheId !== ficheId)
    return { ok: false, line: 1, reason: `Le nom du fichier et l’identifiant du document (${ficheId}) ne concordent pas.` };
  if (expected !== null && audience !== expected)
    return { ok: false, line: 1, reason: `Le document s’adresse aux ${audience}, et l’import porte sur les ${expected}.` };
  return read;
};
