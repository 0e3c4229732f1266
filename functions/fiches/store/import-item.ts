import * as z from 'zod/mini';
import { Audience } from '../../../schemas/fiche.ts';
import { Import, ImportId, ImportLine, type ImportOutcome } from '../../../schemas/import.ts';
import type { FetchedArchive, PlacedLine, StoredImport } from './import-store.ts';

const StoredImportItem = z.extend(Import, { archiveTag: z.nullable(z.string()), toRemove: z.array(z.string()) });

const FetchedItem = z.object({
  audience: Audience,
  sha256: z.string(),
  etag: z.nullable(z.string()),
  lastModified: z.nullable(z.string()),
  importId: ImportId,
});

/** The one partition of the list of imports: a few a day at most. */
export const LIST = 'import';

export const importKey = (id: ImportId) => ({ pk: id, sk: 'import' });

export const importItem = (created: Import): Record<string, unknown> => ({
  ...importKey(created.id),
  ...created,
  archiveTag: null,
  toRemove: [],
  listPk: LIST,
  listSk: `${created.startedAt}#${created.id}`,
});

export const importOf = (item: Record<string, unknown>): StoredImport => StoredImportItem.parse(item);

export const linePrefix = (outcome?: ImportOutcome): string => (outcome ? `line#${outcome}#` : 'line#');

export const lineItem = (id: ImportId, { place, line }: PlacedLine): Record<string, unknown> => ({
  pk: id,
  sk: `${linePrefix(line.outcome)}${String(place).padStart(7, '0')}`,
  ...line,
});

export const lineOf = (item: Record<string, unknown>): ImportLine => ImportLine.parse(item);

export const fetchedKey = (audience: Audience) => ({ pk: `source#${audience}`, sk: 'source' });

export const fetchedOf = (item: Record<string, unknown>): FetchedArchive => FetchedItem.parse(item);
