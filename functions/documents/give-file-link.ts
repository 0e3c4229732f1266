import type { documents as routes } from '../../schemas/routes/documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { DocumentReader } from './store/document-store.ts';
import type { LinkStore } from './store/links.ts';

export interface GiveFileLinkDependencies {
  documents: Pick<DocumentReader, 'find'>;
  links: Pick<LinkStore, 'keep'>;
  clock: Clock;
  /** 256 random bits in base64url. */
  newToken: () => string;
  /** Where people find the API. */
  apiAddress: string;
}

const LINK_SECONDS = 60;

/** A link to a file that was checked; there is none to any other, since only checked files are in `files`. */
export const giveFileLink =
  ({ documents, links, clock, newToken, apiAddress }: GiveFileLinkDependencies): UseCase<typeof routes.giveFileLink> =>
  async ({ params: { spaceId, documentId, fileId }, body: { what } }, { caller, trail, problem }) => {
    const document = await documents.find(spaceId, documentId);
    if (!document) throw problem('document-not-found');
    const file = document.files.find(({ id }) => id === fileId);
    if (!file || (what === 'preview' && !file.preview)) throw problem('file-not-found');
    const token = newToken();
    const expiresAt = new Date(clock().getTime() + LINK_SECONDS * 1000).toISOString();
    await links.keep(token, { spaceId, accountId: caller.accountId, documentId, fileId, what, until: expiresAt }, { trail });
    return { address: `${apiAddress}/downloads/${token}`, expiresAt };
  };
