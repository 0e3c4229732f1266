import type { digests } from '../../schemas/routes/digests.ts';
import { sealingKeyId } from '../shared/keyring.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { confirmPausing, PAUSE_LINK_ADVICE, saidPausedBefore } from './pause-pages.ts';
import { openPauseToken } from './pause-token.ts';
import type { PreferencesStore } from './store/preferences.ts';

export interface ShowPausePageDependencies {
  pauseKeys: ReadKeyring;
  preferences: Pick<PreferencesStore, 'find'>;
}

/** Changes nothing, however often it is opened: mail programs and scanners open links by themselves. */
export const showPausePage =
  ({ pauseKeys, preferences }: ShowPausePageDependencies): UseCase<typeof digests.showPausePage> =>
  async ({ params: { token } }, { problem }) => {
    const accountId = openPauseToken(await pauseKeys(sealingKeyId(token)), token);
    if (!accountId) throw problem('pause-link-invalid', PAUSE_LINK_ADVICE);
    return (await preferences.find(accountId)).digestsPaused ? saidPausedBefore() : confirmPausing();
  };
