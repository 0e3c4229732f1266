import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type * as z from 'zod/mini';
import type { documentArchiveAsked } from '../../schemas/events/documents.ts';
import type { Clock } from '../shared/clock.ts';
import { pathsOf, pathsOnce } from './rules/archive-names.ts';
import { availableUntil } from './rules/archive-time.ts';
import type { ArchiveBucket } from './store/archive-bucket.ts';
import type { ArchiveStore } from './store/archives.ts';
import type { WholeSpace } from './store/whole-space.ts';

export interface ArchiveDependencies {
  archives: Pick<ArchiveStore, 'find' | 'end'>;
  space: WholeSpace;
  storage: Pick<ArchiveBucket, 'source' | 'write' | 'erase'>;
  clock: Clock;
}

type Asked = z.output<(typeof documentArchiveAsked)['detail']>;

/** Opened when its turn comes: a thousand open files are a thousand connections. */
const lazily = (open: () => Promise<Readable>) => (take: (error: unknown, stream: Readable) => void) => {
  open().then(
    (stream) => take(null, stream),
    (error: unknown) => take(error, undefined as never),
  );
};

/**
 * Makes the archive of a space as a stream, one file after the other and none of them held whole. Files are put in as they are: their kinds are
 * compressed already. Killed, it is made again from the beginning; one that was overtaken by another, or by the end of its space, is not kept, and
 * the one before it goes first.
 */
export const onDocumentArchiveAsked = ({ archives, space, storage, clock }: ArchiveDependencies) => {
  const fill = async (zip: ZipFile, spaceId: Asked['spaceId']): Promise<number> => {
    const once = pathsOnce();
    let files = 0;
    for await (const document of space.documents(spaceId))
      for (const { id, path } of pathsOf(document)) {
        const open = lazily(() => storage.source(id));
        zip.addReadStreamLazy(once(path), { mtime: clock(), compress: false }, open as Parameters<ZipFile['addReadStreamLazy']>[2]);
        files += 1;
      }
    return files;
  };
  return async ({ spaceId, archiveId }: Asked): Promise<void> => {
    const asked = await archives.find(spaceId);
    if (asked?.id !== archiveId) return storage.erase(archiveId);
    if (asked.state === 'ready') return;
    for (const former of asked.former) await storage.erase(former);
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => output.destroy(error));
    const files = await fill(zip, spaceId);
    zip.end();
    const bytes = await storage.write(archiveId, output);
    const ended = await archives.end(spaceId, { ...asked, state: 'ready', files, bytes, availableUntil: availableUntil(clock()) });
    if (!ended) await storage.erase(archiveId);
  };
};
