import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';

/** What accounts learn from elsewhere, out of anybody's sight. */
export class AccountsStack extends Stack {
  constructor(scope: Construct, id: string, { data, events, ...props }: StackProps & { data: DataStack; events: EventsStack }) {
    super(scope, id, props);
    new EventConsumer(this, {
      name: 'accounts-addresses',
      house: data.house,
      topic: events.topic,
      alarmTopic: data.alarmTopic,
      environment: { ACCOUNTS_TABLE: data.tables.accounts.tableName },
    });
    new EventConsumer(this, {
      name: 'accounts-holdings',
      house: data.house,
      topic: events.topic,
      alarmTopic: data.alarmTopic,
      environment: {
        ...data.holdings,
        ACCOUNTS_TABLE: data.tables.accounts.tableName,
        PROFILES_TABLE: data.tables.profiles.tableName,
        HISTORY_TABLE: data.tables.history.tableName,
      },
    });
  }
}
