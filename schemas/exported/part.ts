import * as z from 'zod/mini';
import type { ExportId, HolderName } from '../leaving.ts';
import { type DocumentName, exportedDocuments } from './index.ts';

/** The part of one holder in one copy. */
export interface Part {
  exportId: ExportId;
  holder: HolderName;
}

/** What the part holds, one `PartLine` a line. It is written last: where it is, all that it names is. */
export const partKey = ({ exportId, holder }: Part): string => `parts/${exportId}/${holder}/part.ndjson`;

export const documentKey = ({ exportId, holder }: Part, document: DocumentName): string => `parts/${exportId}/${holder}/${document}.json`;

/** A document that was written beside, with how many records it has, or a file that stays where it is until the archive is made. */
export const PartLine = z.union([
  z.object({ document: z.enum(Object.keys(exportedDocuments) as [DocumentName, ...DocumentName[]]), count: z.int() }),
  z.object({ file: z.string(), object: z.object({ bucket: z.literal('documents'), key: z.string() }), bytes: z.int() }),
]);
export type PartLine = z.output<typeof PartLine>;
