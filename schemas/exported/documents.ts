import * as z from 'zod/mini';
import { DocumentId, WalletDocument } from '../document.ts';
import { defineDocuments, told } from './describe.ts';

const DocumentRecord = z.object({
  id: told(DocumentId, 'Numéro du document'),
  name: told(z.string(), 'Nom donné au document'),
  kind: told(z.string(), 'Nature du document'),
  expiresOn: told(WalletDocument.shape.expiresOn, 'Date d’expiration'),
  addedAt: told(WalletDocument.shape.addedAt, 'Date d’ajout'),
  depositedBy: told(z.nullable(z.string()), 'Administration qui l’a déposé'),
  files: told(z.array(z.string()), 'Ses fichiers, qui sont dans la copie'),
});

export const documentDocuments = defineDocuments({
  documents: { holder: 'documents', title: 'Mes documents', record: DocumentRecord },
});
