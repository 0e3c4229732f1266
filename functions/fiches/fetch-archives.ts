import { createHash, randomUUID } from 'node:crypto';
import type { Audience } from '../../schemas/fiche.ts';
import { ImportId } from '../../schemas/import.ts';
import type { Clock } from '../shared/clock.ts';
import { errorFields, type Log } from '../shared/log.ts';
import type { Download } from './archive/download.ts';
import { newImport } from './rules/new-import.ts';
import type { ImportStore } from './store/import-store.ts';
import type { UploadStore } from './store/upload-store.ts';

export interface FetchDependencies {
  imports: Pick<ImportStore, 'create' | 'lastFetched' | 'recordFetched'>;
  uploads: Pick<UploadStore, 'write'>;
  download: Download;
  clock: Clock;
  newId: () => string;
  log: Log;
}

const trail = (correlationId: string) => ({ actor: 'public', action: 'import.started', correlationId }) as const;

/** Recorded last: a fetch that is cut short is done again the next day, and an import that was already done then changes nothing. */
const fetchArchive = async (
  { imports, uploads, download, clock, newId }: FetchDependencies,
  audience: Audience,
  address: string,
): Promise<void> => {
  const last = await imports.lastFetched(audience);
  const archive = await download(address, last);
  if (archive === 'unchanged') return;
  const { bytes, etag, lastModified } = archive;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (last?.sha256 === sha256) return imports.recordFetched({ ...last, etag, lastModified });
  const importId = ImportId.parse(newId());
  await imports.create(newImport(importId, { scope: 'complete', audience }, null, clock().toISOString()), trail(randomUUID()));
  await uploads.write(importId, bytes);
  await imports.recordFetched({ audience, sha256, etag, lastModified, importId });
};

/** Fetches the official archive of each audience and starts its import, unless it is the one fetched last. One address that fails never holds up the others. */
export const fetchArchives =
  (dependencies: FetchDependencies) =>
  async (addresses: Partial<Record<Audience, string>>): Promise<void> => {
    for (const [audience, address] of Object.entries(addresses) as [Audience, string][]) {
      try {
        await fetchArchive(dependencies, audience, address);
      } catch (error) {
        dependencies.log('archive.fetch-failed', errorFields(error));
      }
    }
  };
