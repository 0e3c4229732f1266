import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { alerts } from '../../../schemas/routes/alerts.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import type { AccountReader } from '../../shared/store/accounts.ts';
import type { FicheTitles } from '../../shared/store/fiches.ts';
import { changeAlertPreferences } from '../change-alert-preferences.ts';
import { readAlertPreferences } from '../read-alert-preferences.ts';
import { phoneVerified } from '../store/sms/phone-verified.ts';
import { subscribeToFiche } from '../subscribe-to-fiche.ts';
import { unsubscribeFromFiche } from '../unsubscribe-from-fiche.ts';
import { choiceStores } from './choice-stores.ts';

type Choosing = Pick<typeof alerts, 'subscribeToFiche' | 'unsubscribeFromFiche' | 'readAlertPreferences' | 'changeAlertPreferences'>;

export interface ChoosingRoutesDependencies {
  client: DynamoDBDocumentClient;
  environment: Environment<'alerts-api'>;
  titles: FicheTitles;
  accounts: AccountReader;
}

/** The use cases of those who choose what to follow, and how. */
export const choosingUseCases = ({ client, environment, titles, accounts }: ChoosingRoutesDependencies): UseCases<Choosing> => {
  const { store, preferences } = choiceStores(client, environment);
  return {
    subscribeToFiche: subscribeToFiche({
      store,
      preferences,
      phoneVerified: phoneVerified(client, environment.PHONES_TABLE),
      titles,
      accounts,
      clock,
    }),
    unsubscribeFromFiche: unsubscribeFromFiche({ store }),
    readAlertPreferences: readAlertPreferences({ preferences }),
    changeAlertPreferences: changeAlertPreferences({ preferences, clock }),
  };
};
