import { text } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';

/** The files of an archive as text, by their names, read by another library than the one that writes them. */
export const readZip = async (bytes: Buffer): Promise<Record<string, string>> => {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', resolve);
    zip.on('error', reject);
    zip.readEntry();
  });
  const files: Record<string, string> = {};
  for (const entry of entries) {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)));
    });
    files[entry.fileName] = await text(stream);
  }
  zip.close();
  return files;
};
