import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { SavedFile } from '../../schemas/routes/route.ts';
import type { Clock } from '../shared/clock.ts';
import type { Membership } from '../shared/middlewares/access.ts';
import type { UseCase } from '../shared/router.ts';
import { asAttachment, nameWithEnding } from './rules/file-names.ts';
import type { ArchiveBucket } from './store/archive-bucket.ts';
import type { DocumentReader } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';
import type { Link, LinkStore } from './store/links.ts';

export interface DownloadFileDependencies {
  links: Pick<LinkStore, 'find'>;
  documents: Pick<DocumentReader, 'find'>;
  files: Pick<FileBucket, 'read'>;
  archives: Pick<ArchiveBucket, 'address'>;
  membership: Membership;
  clock: Clock;
}

const archiveName = (now: Date): string => asAttachment(`documents-${now.toISOString().slice(0, 10)}.zip`);

/**
 * A link opens for its minute, and only while whoever asked for it is a member and the file is where it was. A file comes from here, since storage
 * cannot tell a browser to take its type for what it says; an archive, which no answer of ours could hold, is seconds away.
 */
export const downloadFile = ({
  links,
  documents,
  files,
  archives,
  membership,
  clock,
}: DownloadFileDependencies): UseCase<typeof routes.downloadFile> => {
  const fileOf = async (link: Exclude<Link, { what: 'archive' }>): Promise<SavedFile | undefined> => {
    const document = await documents.find(link.spaceId, link.documentId);
    const file = document?.files.find(({ id }) => id === link.fileId);
    if (!file) return undefined;
    const type = link.what === 'preview' ? 'image/jpeg' : file.type;
    return { bytes: await files.read(file.id, link.what), type, disposition: asAttachment(nameWithEnding(file.name, type)) };
  };
  return async ({ params }, { problem }) => {
    const now = clock();
    const link = await links.find(params.link);
    if (!link || link.until <= now.toISOString()) throw problem('download-link-gone');
    if (!(await membership(link.spaceId, link.accountId))) throw problem('download-link-gone');
    if (link.what === 'archive') return { to: await archives.address(link.archiveId, archiveName(now)) };
    const file = await fileOf(link);
    if (!file) throw problem('download-link-gone');
    return file;
  };
};
