import { alerts } from '../../../schemas/routes/alerts.ts';
import { digests } from '../../../schemas/routes/digests.ts';
import { sending } from '../../../schemas/routes/sending.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { ficheTitles } from '../../shared/store/fiches.ts';
import { changeAlertPreferences } from '../change-alert-preferences.ts';
import { listSubscriptions } from '../list-subscriptions.ts';
import { readAlertPreferences } from '../read-alert-preferences.ts';
import { readSubscription } from '../read-subscription.ts';
import { preferencesStore } from '../store/preferences.ts';
import { phoneVerified } from '../store/sms/phone-verified.ts';
import { subscriptionStore } from '../store/subscriptions.ts';
import { subscribeToFiche } from '../subscribe-to-fiche.ts';
import { unsubscribeFromFiche } from '../unsubscribe-from-fiche.ts';

/** Many subscribe and look at what they follow; what is for those who come by a link, or who follow an alert, is loaded for them. */
export const wireApi = () => {
  const environment = readEnvironment('alerts-api');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = {
    subscriptions: environment.SUBSCRIPTIONS_TABLE,
    preferences: environment.PREFERENCES_TABLE,
    memberships: environment.MEMBERSHIPS_TABLE,
  };
  const store = subscriptionStore(client, tables, commit);
  const preferences = preferencesStore(client, environment.PREFERENCES_TABLE, commit);
  const accounts = accountReader(client, environment.ACCOUNTS_TABLE);
  const titles = ficheTitles(client, environment.FICHES_TABLE);
  const { showLeavePage, leaveByLink, readReach, readLedger } = alerts;
  const { showPausePage, pauseDigests, listDigests, readDigestLedger } = digests;
  return api({
    routes: { ...alerts, ...digests, ...sending },
    useCases: {
      subscribeToFiche: subscribeToFiche({
        store,
        preferences,
        phoneVerified: phoneVerified(client, environment.PHONES_TABLE),
        titles,
        accounts,
        clock: systemClock,
      }),
      readSubscription: readSubscription({ store, titles }),
      unsubscribeFromFiche: unsubscribeFromFiche({ store }),
      listSubscriptions: listSubscriptions({ store, titles, accounts }),
      readAlertPreferences: readAlertPreferences({ preferences }),
      changeAlertPreferences: changeAlertPreferences({ preferences, clock: systemClock }),
      ...onFirstCall({ showLeavePage, leaveByLink, showPausePage, pauseDigests }, async () => {
        const { linkUseCases } = await import('./link-routes.ts');
        return linkUseCases({ client, environment, store, preferences, titles });
      }),
      ...onFirstCall({ readReach, readLedger, listDigests, readDigestLedger }, async () => {
        const { followingUseCases } = await import('./following-routes.ts');
        return followingUseCases(client, environment);
      }),
      ...onFirstCall(sending, async () => {
        const { sendingUseCases } = await import('./sending-routes.ts');
        return sendingUseCases(client, environment.SENDING_TABLE, commit);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
