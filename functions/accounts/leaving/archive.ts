import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import * as z from 'zod/mini';
import { words } from '../../../schemas/exported/describe.ts';
import { type DocumentName, exportedDocuments } from '../../../schemas/exported/index.ts';
import type { PartLine } from '../../../schemas/exported/part.ts';
import { type ExportId, type HolderName, holders } from '../../../schemas/leaving.ts';
import { namesOnce, safeName } from '../rules/archive-names.ts';
import type { ExportStorage } from '../store/leaving/export-storage.ts';
import { archiveIndex, type Contents } from './archive-index.ts';

type Sources = Pick<ExportStorage, 'lines' | 'document' | 'hasFile' | 'file'>;

/** What describes a document to a program, with French words on its fields. */
export const documentSchema = (name: DocumentName): string => {
  const { record, title } = exportedDocuments[name];
  const described = z.toJSONSchema(z.array(record), { metadata: words, io: 'output', unrepresentable: 'any' });
  return `${JSON.stringify({ ...described, title }, null, 2)}\n`;
};

/** Opened when its turn comes, and not before: a thousand open sources are a thousand connections. */
const lazily = (open: () => Promise<Readable>) => (take: (error: unknown, stream: Readable) => void) => {
  open().then(
    (stream) => take(null, stream),
    (error: unknown) => take(error, undefined as never),
  );
};

/**
 * The archive of a copy as a stream; files are put in as they are, being of kinds that are compressed already. Documents and files go through it one after the other, and none is ever held whole. Whatever a source
 * fails with, the stream fails with.
 */
export const archiveOf = async (sources: Sources, exportId: ExportId, at: Date): Promise<Readable> => {
  const zip = new ZipFile();
  const once = namesOnce();
  const contents: Contents = { documents: [], files: [], missing: [] };
  const add = (path: string, compress: boolean, open: () => Promise<Readable>) => {
    zip.addReadStreamLazy(path, { mtime: at, compress }, lazily(open) as Parameters<ZipFile['addReadStreamLazy']>[2]);
  };
  const put = async (holder: HolderName, line: PartLine): Promise<void> => {
    if ('document' in line) {
      const { document: name, count } = line;
      contents.documents.push({ name, count });
      add(`donnees/${name}.json`, true, () => sources.document({ exportId, holder }, name));
      zip.addBuffer(Buffer.from(documentSchema(name)), `schemas/${name}.json`, { mtime: at });
    } else if (await sources.hasFile(line.object.key)) {
      const path = once(`fichiers/${line.file.split('/').map(safeName).join('/')}`);
      contents.files.push({ path, bytes: line.bytes });
      add(path, false, () => sources.file(line.object.key));
    } else contents.missing.push(line.file);
  };
  for (const holder of Object.keys(holders) as HolderName[])
    for await (const line of sources.lines({ exportId, holder })) await put(holder, line);
  zip.addBuffer(Buffer.from(archiveIndex(contents, at)), 'LISEZ-MOI.html', { mtime: at });
  const output = zip.outputStream as Readable;
  zip.on('error', (error: Error) => output.destroy(error));
  zip.end();
  return output;
};
