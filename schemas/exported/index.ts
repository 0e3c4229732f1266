import { accountDocuments } from './accounts.ts';
import { alertDocuments } from './alerts.ts';
import { documentDocuments } from './documents.ts';
import { identityDocuments } from './identity.ts';
import { spaceDocuments } from './spaces.ts';

/** Every document that a copy of somebody's data may hold, by its name in the archive: `donnees/<name>.json`, described by `schemas/<name>.json`. */
export const exportedDocuments = {
  ...accountDocuments,
  ...identityDocuments,
  ...spaceDocuments,
  ...alertDocuments,
  ...documentDocuments,
};
export type DocumentName = keyof typeof exportedDocuments;
