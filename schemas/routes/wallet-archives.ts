import * as z from 'zod/mini';
import { SpaceId } from '../account.ts';
import { FileLink } from '../document.ts';
import { WalletArchive } from '../wallet-archive.ts';
import { defineRoute } from './route.ts';

const access = { space: 'member' } as const;
const params = z.object({ spaceId: SpaceId });

/** All the files of a space at once. */
export const walletArchives = {
  askForArchive: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/archive',
    summary: 'Demander une archive de tous les documents d’un espace ; elle est préparée en arrière-plan',
    access,
    audit: 'document.archive-asked',
    params,
    status: 202,
    response: WalletArchive,
    problems: ['nothing-to-archive'],
  }),
  readArchive: defineRoute({
    method: 'GET',
    path: '/spaces/{spaceId}/archive',
    summary: 'Lire où en est la dernière archive demandée dans un espace',
    access,
    params,
    status: 200,
    response: WalletArchive,
    problems: ['archive-not-found'],
  }),
  giveArchiveLink: defineRoute({
    method: 'POST',
    path: '/spaces/{spaceId}/archive/links',
    summary: 'Obtenir un lien d’une minute vers l’archive prête',
    access,
    audit: 'document.archive-link-given',
    params,
    status: 201,
    response: FileLink,
    problems: ['archive-not-found'],
  }),
};
