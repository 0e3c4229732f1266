import { listDigests } from '../list-digests.ts';
import { type PauseDigestsDependencies, pauseDigests } from '../pause-digests.ts';
import { readDigestLedger } from '../read-digest-ledger.ts';
import { showPausePage } from '../show-pause-page.ts';
import type { ListDigests, ReadDigestLedger } from '../store/digests.ts';

/** The use cases of `schemas/routes/digests.ts`. */
export const digestUseCases = (dependencies: PauseDigestsDependencies & { list: ListDigests; ledgerOf: ReadDigestLedger }) => ({
  showPausePage: showPausePage(dependencies),
  pauseDigests: pauseDigests(dependencies),
  listDigests: listDigests(dependencies),
  readDigestLedger: readDigestLedger(dependencies),
});
