import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { preferencesStore } from '../store/preferences.ts';
import { subscriptionStore } from '../store/subscriptions.ts';

/** What the parts of the API that change a person's choices write through. */
export const choiceStores = (client: DynamoDBDocumentClient, environment: Environment<'alerts-api'>) => {
  const { SUBSCRIPTIONS_TABLE: subscriptions, PREFERENCES_TABLE: preferences, MEMBERSHIPS_TABLE: memberships } = environment;
  const commit = commitTo(client, environment);
  return {
    store: subscriptionStore(client, { subscriptions, preferences, memberships }, commit),
    preferences: preferencesStore(client, preferences, commit),
  };
};
