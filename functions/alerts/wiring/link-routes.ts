import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock } from '../../shared/clock.ts';
import type { FicheTitles } from '../../shared/store/fiches.ts';
import { leaveByLink } from '../leave-by-link.ts';
import { pauseDigests } from '../pause-digests.ts';
import { showLeavePage } from '../show-leave-page.ts';
import { showPausePage } from '../show-pause-page.ts';
import { departures } from '../store/departures.ts';
import { leaveKeys } from '../store/leave-keys.ts';
import { pauseKeys } from '../store/pause-keys.ts';
import { shortLeaves } from '../store/sms/short-leaves.ts';
import { choiceStores } from './choice-stores.ts';

export interface LinkRoutesDependencies {
  client: DynamoDBDocumentClient;
  environment: Environment<'alerts-api'>;
  titles: FicheTitles;
}

/** The use cases of those who come by a link of a mail or of an SMS. */
export const linkUseCases = ({ client, environment, titles }: LinkRoutesDependencies) => {
  const { store, preferences } = choiceStores(client, environment);
  const secrets = new SecretsManagerClient({});
  const leaving = {
    store,
    titles,
    siteAddress: environment.SITE_ADDRESS,
    shortLeaves: shortLeaves(client, environment.PHONES_TABLE),
    leaveKeys: leaveKeys(secrets, environment.LEAVE_KEYS_SECRET, systemClock),
    departures: departures(client, environment.SUBSCRIPTIONS_TABLE),
  };
  const pausing = { preferences, pauseKeys: pauseKeys(secrets, environment.LEAVE_KEYS_SECRET, systemClock), clock: systemClock };
  return {
    showLeavePage: showLeavePage(leaving),
    leaveByLink: leaveByLink(leaving),
    showPausePage: showPausePage(pausing),
    pauseDigests: pauseDigests(pausing),
  };
};
