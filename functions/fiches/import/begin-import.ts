import type { Audience } from '../../../schemas/fiche.ts';
import { checkArchive } from '../archive/check-archive.ts';
import type { Archive } from '../archive/open-archive.ts';
import { ArchiveRefused } from '../archive/refusal.ts';
import { refuseRemovals } from '../rules/removals.ts';
import type { FicheStore } from '../store/fiche-store.ts';
import type { Beginning, StoredImport } from '../store/import-store.ts';
import { countEdits } from './count-edits.ts';

/** Live fiches that the archive does not name, even in a file that cannot be read. Throws ArchiveRefused when they are too many. */
const removalsOf = async (fiches: Pick<FicheStore, 'listLive'>, archive: Archive, audience: Audience): Promise<string[]> => {
  const named = new Set(archive.fiches.map(({ ficheId }) => ficheId));
  const gone: string[] = [];
  let live = 0;
  for await (const { ficheId } of fiches.listLive(audience)) {
    live += 1;
    if (!named.has(ficheId)) gone.push(ficheId);
  }
  const refusal = refuseRemovals(gone.length, live);
  if (refusal) throw new ArchiveRefused(refusal);
  return gone.sort();
};

/** Checks all of the archive and says what there is to do, before anything is changed. Throws ArchiveRefused. */
export const beginningOf = async (
  { fiches, timeLeft }: { fiches: Pick<FicheStore, 'listLive' | 'findMany' | 'readContent'>; timeLeft: () => number },
  archive: Archive,
  { audience }: StoredImport,
  archiveTag: string,
): Promise<Beginning> => {
  await checkArchive(archive);
  const toRemove = audience ? await removalsOf(fiches, archive, audience) : [];
  const repeated = await countEdits({ fiches }, archive, audience, timeLeft);
  return { archiveTag, toRemove, total: archive.fiches.length + toRemove.length, repeated };
};
