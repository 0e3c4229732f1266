import { readFiche } from '../xml/read-fiche.ts';
import type { Archive, FicheFile } from './open-archive.ts';
import { ArchiveRefused } from './refusal.ts';

const audienceOf = async (file: FicheFile): Promise<string | undefined> => {
  const read = readFiche(await file.bytes());
  return read.ok ? read.content.audience : undefined;
};

/** The same id may be in two folders, one for each audience; twice for one audience, nobody could say which is right. */
const refuseDuplicates = async (files: FicheFile[]): Promise<void> => {
  const byId = Map.groupBy(files, ({ ficheId }) => ficheId);
  for (const [ficheId, same] of byId) {
    if (same.length === 1) continue;
    const audiences: (string | undefined)[] = [];
    for (const file of same) audiences.push(await audienceOf(file));
    const known = audiences.filter((audience) => audience !== undefined);
    if (new Set(known).size < known.length) throw new ArchiveRefused(`La fiche ${ficheId} est deux fois dans l’archive.`);
  }
};

/** The whole archive, before anything is changed. Throws ArchiveRefused. */
export const checkArchive = async (archive: Archive): Promise<void> => {
  if (archive.fiches.length === 0) throw new ArchiveRefused('L’archive ne contient aucune fiche.');
  await archive.checkContents();
  await refuseDuplicates(archive.fiches);
};
