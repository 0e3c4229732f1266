import type { alerts } from '../../schemas/routes/alerts.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { PreferencesStore } from './store/preferences.ts';

export interface ChangeAlertPreferencesDependencies {
  preferences: Pick<PreferencesStore, 'find' | 'replace'>;
  clock: Clock;
}

/** Holds for every revision that is read from now on; one that already waits for a digest comes with that digest. */
export const changeAlertPreferences =
  ({ preferences, clock }: ChangeAlertPreferencesDependencies): UseCase<typeof alerts.changeAlertPreferences> =>
  async ({ body: wanted }, { caller: { accountId }, trail }) => {
    for (;;) {
      const seen = await preferences.find(accountId);
      if (await preferences.replace(accountId, { seen, wanted, at: clock() }, trail)) return wanted;
    }
  };
