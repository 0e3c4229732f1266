import { ImportId } from '../../schemas/import.ts';
import type { imports as routes } from '../../schemas/routes/imports.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { newImport } from './rules/new-import.ts';
import type { ImportStore } from './store/import-store.ts';
import type { UploadStore } from './store/upload-store.ts';

export interface StartImportDependencies {
  imports: ImportStore;
  uploads: UploadStore;
  clock: Clock;
  newId: () => string;
}

const UPLOAD_SECONDS = 60 * 60;

/** Opens an import and gives the form to send its archive with; the import itself begins when the archive has arrived. */
export const startImport =
  ({ imports, uploads, clock, newId }: StartImportDependencies): UseCase<typeof routes.startImport> =>
  async ({ body }, { caller, trail }) => {
    const now = clock();
    const started = newImport(ImportId.parse(newId()), body, caller.accountId, now.toISOString());
    const upload = await uploads.presign(started.id, UPLOAD_SECONDS);
    await imports.create(started, trail);
    return { import: started, upload: { ...upload, expiresAt: new Date(now.getTime() + UPLOAD_SECONDS * 1000).toISOString() } };
  };
