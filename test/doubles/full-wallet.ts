import { type Actor, waitFor } from '../../local/acting.ts';
import type { SpaceId } from '../../schemas/account.ts';
import type { DocumentId, FileId } from '../../schemas/document.ts';
import type { Everywhere } from './everywhere.ts';
import { pdf, png, sendForm } from './wallet.ts';

/** What the wallet of a space can hold at once: a picture and its small one, a former file, a file on its way, a deleted document, and two archives. */
export const fillWallet = async (actor: Actor, spaceId: SpaceId, name: string): Promise<void> => {
  const space = { spaceId };
  const add = async (what: string) => (await actor.addDocument({ params: space, body: { name: `${what} de ${name}`, kind: 'other' } })).id;
  const send = async (documentId: DocumentId, bytes: Buffer, replaces: FileId | null = null): Promise<FileId> => {
    const params = { ...space, documentId };
    const { file, upload } = await actor.openUpload({ params, body: { name: `${name}.pdf`, size: bytes.length, replaces } });
    await sendForm(upload, bytes);
    await waitFor('the check of a file', async () => (await actor.readDocument({ params })).files.some(({ id }) => id === file.id));
    return file.id;
  };
  const deleted = await add('Ancien passeport');
  await send(deleted, pdf());
  await actor.deleteDocument({ params: { ...space, documentId: deleted } });
  const documentId = await add('Passeport');
  const params = { ...space, documentId };
  await send(documentId, png(), await send(documentId, pdf()));
  await waitFor('the small picture', async () => (await actor.readDocument({ params })).files[0]?.preview);
  await actor.openUpload({ params, body: { name: `${name} (verso).pdf`, size: 1000, replaces: null } });
  for (let archive = 0; archive < 2; archive++) {
    await actor.askForArchive({ params: space });
    await waitFor('the archive', async () => (await actor.readArchive({ params: space })).state === 'ready');
  }
};

/** The kinds of objects and items of wallets that are anywhere: what a full one has, and what has to be gone with it. */
export const kindsOfWallets = ({ tables, buckets }: Everywhere): string[] => {
  const objects = ['documents', 'exports'].flatMap((bucket) => (buckets.get(bucket) ?? []).map(({ key }) => key.split('/')[0] ?? ''));
  const items = (tables.get('documents') ?? []).map(({ sk, state }) => [String(sk).split('#')[0], state].filter(Boolean).join(' '));
  return [...new Set([...objects, ...items])].toSorted();
};
