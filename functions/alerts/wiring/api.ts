import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { alerts } from '../../../schemas/routes/alerts.ts';
import { digests } from '../../../schemas/routes/digests.ts';
import { sending } from '../../../schemas/routes/sending.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { ficheTitles } from '../../shared/store/fiches.ts';
import { changeAlertPreferences } from '../change-alert-preferences.ts';
import { leaveByLink } from '../leave-by-link.ts';
import { listSubscriptions } from '../list-subscriptions.ts';
import { readAlertPreferences } from '../read-alert-preferences.ts';
import { readLedger } from '../read-ledger.ts';
import { readReach } from '../read-reach.ts';
import { readSubscription } from '../read-subscription.ts';
import { showLeavePage } from '../show-leave-page.ts';
import { audienceReader } from '../store/audience.ts';
import { departures } from '../store/departures.ts';
import { digestLedgerReader, digestLister } from '../store/digests.ts';
import { leaveKeys } from '../store/leave-keys.ts';
import { pauseKeys } from '../store/pause-keys.ts';
import { preferencesStore } from '../store/preferences.ts';
import { ledgerReader } from '../store/publications.ts';
import { phoneVerified } from '../store/sms/phone-verified.ts';
import { shortLeaves } from '../store/sms/short-leaves.ts';
import { subscriptionStore } from '../store/subscriptions.ts';
import { subscribeToFiche } from '../subscribe-to-fiche.ts';
import { unsubscribeFromFiche } from '../unsubscribe-from-fiche.ts';
import { digestUseCases } from './digest-routes.ts';
import { sendingUseCases } from './sending-routes.ts';

export const wireApi = () => {
  const environment = readEnvironment('alerts-api');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = { subscriptions: environment.SUBSCRIPTIONS_TABLE, preferences: environment.PREFERENCES_TABLE };
  const store = subscriptionStore(client, tables, commit);
  const preferences = preferencesStore(client, environment.PREFERENCES_TABLE, commit);
  const accounts = accountReader(client, environment.ACCOUNTS_TABLE);
  const titles = ficheTitles(client, environment.FICHES_TABLE);
  const secrets = new SecretsManagerClient({});
  const leaving = {
    store,
    titles,
    siteAddress: environment.SITE_ADDRESS,
    shortLeaves: shortLeaves(client, environment.PHONES_TABLE),
    leaveKeys: leaveKeys(secrets, environment.LEAVE_KEYS_SECRET, systemClock),
    departures: departures(client, environment.SUBSCRIPTIONS_TABLE),
  };
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
      showLeavePage: showLeavePage(leaving),
      leaveByLink: leaveByLink(leaving),
      readReach: readReach({ audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE) }),
      ...digestUseCases({
        preferences,
        pauseKeys: pauseKeys(secrets, environment.LEAVE_KEYS_SECRET, systemClock),
        list: digestLister(client, environment.DIGESTS_TABLE),
        ledgerOf: digestLedgerReader(client, environment.PUBLICATIONS_TABLE),
        clock: systemClock,
      }),
      ...sendingUseCases(client, environment.SENDING_TABLE, commit),
      readLedger: readLedger({ ledgerOf: ledgerReader(client, environment.PUBLICATIONS_TABLE) }),
    },
    ...gatekeepers(client, environment),
  });
};
