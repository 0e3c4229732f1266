import type { WalletDocument } from '../../../schemas/document.ts';
import { documentKinds } from '../../../schemas/document-kind.ts';

/** What a letter about a document says, before it is laid out. */
export interface DocumentWords {
  title: string;
  paragraphs: string[];
  action: { label: string; address: string };
  why: string;
}

/** The day that a date of the calendar names, wherever it is read. */
const dayOf = (date: string): string =>
  new Date(`${date.slice(0, 10)}T00:00:00Z`).toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).replace(/^1 /, '1er ');

export const documentAddress = (siteAddress: string, { spaceId }: Pick<WalletDocument, 'spaceId'>): string =>
  `${siteAddress}/mon-espace.html#/espaces/${spaceId}/documents`;

export const expiryWords = (document: WalletDocument, expiresOn: string, siteAddress: string): DocumentWords => ({
  title: `Votre document « ${document.name} » expire le ${dayOf(expiresOn)}`,
  paragraphs: [
    `Le document « ${document.name} » (${documentKinds[document.kind]}) de votre porte-documents expire le ${dayOf(expiresOn)}.`,
    'Faites-le renouveler si vous en avez encore besoin, puis remplacez-le dans votre porte-documents.',
  ],
  action: { label: 'Voir mes documents', address: documentAddress(siteAddress, document) },
  why: 'Vous recevez ce message 60 jours puis 15 jours avant qu’un document expire. Pour ne plus le recevoir, désactivez les rappels de ce document dans votre porte-documents.',
});

export const depositWords = (document: WalletDocument, siteAddress: string): DocumentWords | undefined =>
  document.origin
    ? {
        title: `${document.origin.organisation} vous a transmis un document`,
        paragraphs: [
          `${document.origin.organisation} a déposé le document « ${document.name} » (${documentKinds[document.kind]}) dans votre porte-documents le ${dayOf(document.origin.depositedAt)}.`,
          'Ce document a été vérifié. Il est à vous : vous pouvez le télécharger, le renommer ou le supprimer.',
        ],
        action: { label: 'Voir mes documents', address: documentAddress(siteAddress, document) },
        why: 'Vous recevez ce message parce qu’un document a été déposé dans un espace dont vous êtes membre.',
      }
    : undefined;
