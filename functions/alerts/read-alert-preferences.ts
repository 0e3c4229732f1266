import type { alerts } from '../../schemas/routes/alerts.ts';
import type { UseCase } from '../shared/router.ts';
import type { PreferencesStore } from './store/preferences.ts';

/** Somebody who has not chosen anything reads what holds for them all the same. */
export const readAlertPreferences =
  ({ preferences }: { preferences: Pick<PreferencesStore, 'find'> }): UseCase<typeof alerts.readAlertPreferences> =>
  (_input, { caller: { accountId } }) =>
    preferences.find(accountId);
