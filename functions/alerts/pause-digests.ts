import type { digests } from '../../schemas/routes/digests.ts';
import type { Clock } from '../shared/clock.ts';
import { sealingKeyId } from '../shared/keyring.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { PAUSE_LINK_ADVICE, saidPaused, saidPausedBefore } from './pause-pages.ts';
import { openPauseToken } from './pause-token.ts';
import type { PreferencesStore } from './store/preferences.ts';

export interface PauseDigestsDependencies {
  pauseKeys: ReadKeyring;
  preferences: Pick<PreferencesStore, 'find' | 'replace'>;
  clock: Clock;
}

/** Asked by a mail program on its own (RFC 8058) or from the page; asked twice, it is already done and says so. Nothing else of what the person chose changes. */
export const pauseDigests =
  ({ pauseKeys, preferences, clock }: PauseDigestsDependencies): UseCase<typeof digests.pauseDigests> =>
  async ({ params: { token } }, { trail, problem }) => {
    const accountId = openPauseToken(await pauseKeys(sealingKeyId(token)), token);
    if (!accountId) throw problem('pause-link-invalid', PAUSE_LINK_ADVICE);
    for (;;) {
      const seen = await preferences.find(accountId);
      if (seen.digestsPaused) return saidPausedBefore();
      const change = { seen, wanted: { ...seen, digestsPaused: true }, at: clock() };
      if (await preferences.replace(accountId, change, trail)) return saidPaused();
    }
  };
