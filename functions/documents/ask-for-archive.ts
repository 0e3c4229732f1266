import { documentArchiveAsked } from '../../schemas/events/documents.ts';
import type { walletArchives as routes } from '../../schemas/routes/wallet-archives.ts';
import { type WalletArchive, WalletArchiveId } from '../../schemas/wallet-archive.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import { newEvent } from '../shared/store/commit.ts';
import type { ArchiveStore } from './store/archives.ts';
import type { DocumentReader } from './store/document-store.ts';

export interface AskForArchiveDependencies {
  archives: Pick<ArchiveStore, 'find' | 'ask'>;
  documents: Pick<DocumentReader, 'storage'>;
  clock: Clock;
  newId: () => string;
}

/** One that is still being made after so long was lost: asked for again, it is made again. */
const MADE_WITHIN_MILLISECONDS = 15 * 60 * 1000;

/** Whoever asks while one is being made gets that one: nobody makes us copy a space twice at once. */
export const askForArchive =
  ({ archives, documents, clock, newId }: AskForArchiveDependencies): UseCase<typeof routes.askForArchive> =>
  async ({ params: { spaceId } }, { trail, problem }) => {
    const now = clock();
    const before = await archives.find(spaceId);
    if (before?.state === 'in-the-making' && Date.parse(before.askedAt) + MADE_WITHIN_MILLISECONDS > now.getTime()) return before;
    if ((await documents.storage(spaceId)).documents === 0) throw problem('nothing-to-archive');
    const id = WalletArchiveId.parse(newId());
    const asked: WalletArchive = { id, state: 'in-the-making', askedAt: now.toISOString(), files: 0, bytes: 0, availableUntil: null };
    const events = [newEvent(documentArchiveAsked, { spaceId, archiveId: id })];
    if (await archives.ask(spaceId, asked, { before, told: { trail, events } })) return asked;
    return (await archives.find(spaceId)) ?? asked;
  };
