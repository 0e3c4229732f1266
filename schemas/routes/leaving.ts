import * as z from 'zod/mini';
import { DataExport, ExportId, WaitingDeletion } from '../leaving.ts';
import { defineRoute } from './route.ts';

export const leaving = {
  listExports: defineRoute({
    method: 'GET',
    path: '/account/exports',
    summary: 'Lister les copies de mes données',
    access: 'signed-in',
    status: 200,
    response: z.object({ items: z.array(DataExport) }),
    problems: [],
  }),
  askForExport: defineRoute({
    method: 'POST',
    path: '/account/exports',
    summary: 'Demander une copie de toutes mes données',
    access: 'signed-in',
    audit: 'export.asked',
    status: 202,
    response: DataExport,
    problems: ['account-not-found', 'export-running', 'too-many-exports'],
  }),
  downloadExport: defineRoute({
    method: 'POST',
    path: '/account/exports/{exportId}/link',
    summary: 'Obtenir le lien pour télécharger une copie de mes données',
    access: 'signed-in',
    recent: true,
    audit: 'export.link-given',
    params: z.object({ exportId: ExportId }),
    status: 200,
    response: z.object({ url: z.string(), until: z.iso.datetime() }),
    problems: ['export-not-found'],
  }),
  askForDeletion: defineRoute({
    method: 'POST',
    path: '/account/deletion',
    summary: 'Demander la suppression de mon compte, effective sept jours plus tard',
    access: 'signed-in',
    recent: true,
    audit: 'deletion.asked',
    body: z.object({
      understood: z.literal(true, 'Confirmez que vous avez compris que vos documents et vos données seront supprimés.'),
    }),
    status: 202,
    response: WaitingDeletion,
    problems: ['account-not-found', 'staff-account'],
  }),
  callDeletionBack: defineRoute({
    method: 'DELETE',
    path: '/account/deletion',
    summary: 'Annuler la suppression de mon compte',
    access: 'signed-in',
    audit: 'deletion.called-back',
    status: 204,
    problems: ['deletion-not-waiting'],
  }),
};
