import { alerts } from '../../../schemas/routes/alerts.ts';
import { digests } from '../../../schemas/routes/digests.ts';
import { sending } from '../../../schemas/routes/sending.ts';
import { dynamo } from '../../shared/aws.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { ficheTitles } from '../../shared/store/fiches.ts';
import { listSubscriptions } from '../list-subscriptions.ts';
import { readSubscription } from '../read-subscription.ts';
import { subscriptionReader } from '../store/subscription-reader.ts';

/** Each page of a fiche asks whether one follows it; what is for those who choose, come by a link or follow an alert is loaded for them. */
export const wireApi = () => {
  const environment = readEnvironment('alerts-api');
  const client = dynamo();
  const store = subscriptionReader(client, environment.SUBSCRIPTIONS_TABLE);
  const accounts = accountReader(client, environment.ACCOUNTS_TABLE);
  const titles = ficheTitles(client, environment.FICHES_TABLE);
  const { subscribeToFiche, unsubscribeFromFiche, readAlertPreferences, changeAlertPreferences } = alerts;
  const { showLeavePage, leaveByLink, readReach, readLedger } = alerts;
  const { showPausePage, pauseDigests, listDigests, readDigestLedger } = digests;
  return api({
    routes: { ...alerts, ...digests, ...sending },
    useCases: {
      readSubscription: readSubscription({ store, titles }),
      listSubscriptions: listSubscriptions({ store, titles, accounts }),
      ...onFirstCall({ subscribeToFiche, unsubscribeFromFiche, readAlertPreferences, changeAlertPreferences }, async () => {
        const { choosingUseCases } = await import('./choosing-routes.ts');
        return choosingUseCases({ client, environment, titles, accounts });
      }),
      ...onFirstCall({ showLeavePage, leaveByLink, showPausePage, pauseDigests }, async () => {
        const { linkUseCases } = await import('./link-routes.ts');
        return linkUseCases({ client, environment, titles });
      }),
      ...onFirstCall({ readReach, readLedger, listDigests, readDigestLedger }, async () => {
        const { followingUseCases } = await import('./following-routes.ts');
        return followingUseCases(client, environment);
      }),
      ...onFirstCall(sending, async () => {
        const { sendingUseCases } = await import('./sending-routes.ts');
        return sendingUseCases(client, environment);
      }),
    },
    ...gatekeepers(client, environment),
  });
};
