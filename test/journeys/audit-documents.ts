import { type Actor, waitFor } from '../../local/acting.ts';
import type { SpaceId } from '../../schemas/account.ts';
import { DocumentId, FileId, type WalletDocument } from '../../schemas/document.ts';
import { pdf, sendForm } from '../doubles/wallet.ts';

const description = { name: 'Carte d’identité', kind: 'identity-card', expiresOn: null, reminders: true } as const;

/** All that a person may do with documents of a space: each write once. */
export const doEverythingWithDocuments = async (person: Actor, spaceId: SpaceId): Promise<void> => {
  const { id, version } = await person.addDocument({ params: { spaceId }, body: description });
  const params = { spaceId, documentId: DocumentId.parse(id) };
  await person.changeDocument({ params, body: { ...description, name: 'Passeport', version } });
  const { file, upload } = await person.openUpload({ params, body: { name: 'a.pdf', size: pdf().length, replaces: null } });
  await sendForm(upload, pdf());
  await waitFor('the check of a file', async () => {
    const { files }: WalletDocument = await person.readDocument({ params });
    return files.length === 1;
  });
  const ofFile = { ...params, fileId: FileId.parse(file.id) };
  await person.giveFileLink({ params: ofFile, body: { what: 'file' } });
  await person.removeFile({ params: ofFile });
  await person.restoreFile({ params: ofFile });
  await person.askForArchive({ params: { spaceId } });
  await waitFor('the archive', async () => (await person.readArchive({ params: { spaceId } })).state === 'ready');
  await person.giveArchiveLink({ params: { spaceId } });
  await person.deleteDocument({ params });
  await person.restoreDocument({ params });
  await person.deleteDocument({ params });
  await person.destroyDocument({ params });
};
