import * as z from 'zod/mini';
import { Import, ImportId, ImportLine, ImportOutcome, ImportScope } from '../import.ts';
import { PageQuery, pageOf } from '../page.ts';
import { defineRoute } from './route.ts';

const access = { role: 'editor' } as const;
const params = z.object({ importId: ImportId });

/** An archive larger than this is not DILA's: theirs is about 24 MB. */
export const MAX_ARCHIVE_BYTES = 100 * 1024 * 1024;

export const imports = {
  startImport: defineRoute({
    method: 'POST',
    path: '/imports',
    summary: 'Commencer l’import d’une archive de fiches',
    access,
    audit: 'import.started',
    body: ImportScope,
    status: 201,
    response: z.object({
      import: Import,
      /** Form fields of a POST straight to storage; the archive goes last, in a field named `file`. */
      upload: z.object({ url: z.string(), fields: z.record(z.string(), z.string()), expiresAt: z.iso.datetime() }),
    }),
    problems: [],
  }),
  listImports: defineRoute({
    method: 'GET',
    path: '/imports',
    summary: 'Lister les imports, le plus récent d’abord',
    access,
    query: PageQuery,
    status: 200,
    response: pageOf(Import),
    problems: [],
  }),
  readImport: defineRoute({
    method: 'GET',
    path: '/imports/{importId}',
    summary: 'Suivre l’avancement d’un import',
    access,
    params,
    status: 200,
    response: Import,
    problems: ['import-not-found'],
  }),
  readImportReport: defineRoute({
    method: 'GET',
    path: '/imports/{importId}/report',
    summary: 'Lire le compte rendu d’un import, fichier par fichier',
    access,
    params,
    query: z.extend(PageQuery, { outcome: z.optional(ImportOutcome) }),
    status: 200,
    response: pageOf(ImportLine),
    problems: ['import-not-found'],
  }),
};
