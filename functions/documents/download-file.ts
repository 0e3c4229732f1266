import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { Membership } from '../shared/middlewares/access.ts';
import type { UseCase } from '../shared/router.ts';
import { asAttachment, nameWithEnding } from './rules/file-names.ts';
import type { DocumentStore } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';

export interface DownloadFileDependencies {
  documents: Pick<DocumentStore, 'findLink' | 'find'>;
  files: Pick<FileBucket, 'read'>;
  membership: Membership;
  clock: Clock;
}

/** A link opens for its minute, and only while whoever asked for it is a member and the file is where it was. */
export const downloadFile =
  ({ documents, files, membership, clock }: DownloadFileDependencies): UseCase<typeof routes.downloadFile> =>
  async ({ params }, { problem }) => {
    const link = await documents.findLink(params.link);
    if (!link || link.until <= clock().toISOString()) throw problem('download-link-gone');
    const [isMember, document] = await Promise.all([
      membership(link.spaceId, link.accountId),
      documents.find(link.spaceId, link.documentId),
    ]);
    const file = document?.files.find(({ id }) => id === link.fileId);
    if (!isMember || !file) throw problem('download-link-gone');
    const type = link.what === 'preview' ? 'image/jpeg' : file.type;
    return { bytes: await files.read(file.id, link.what), type, disposition: asAttachment(nameWithEnding(file.name, type)) };
  };
