import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import { letterEnvironment } from '../functions/letter-environment.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';
import type { MailStack } from './mail.ts';

export interface SpacesStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
  mail: MailStack;
}

/** What follows from what members do in their spaces: letters to those who are invited or removed or whose space is being closed, and the end of what is closed. */
export class SpacesStack extends Stack {
  readonly due: ParvisFunction<'spaces-due'>;

  constructor(scope: Construct, id: string, { data, events, mail, ...props }: SpacesStackProps) {
    super(scope, id, props);
    const { tables, parameters, leaveKeys, alarmTopic } = data;
    const house = { ...data.house, reach: { ...data.house.reach, mail: mail.arns } };
    const spaces = { SPACES_TABLE: tables.spaces.tableName, MEMBERSHIPS_TABLE: tables.memberships.tableName };
    const withFeed = { ...spaces, ACTIONS_TABLE: tables.actions.tableName };
    const consumer = { house, topic: events.topic, alarmTopic };
    new EventConsumer(this, {
      ...consumer,
      name: 'spaces-letters',
      environment: {
        ...spaces,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        LEAVE_KEYS_SECRET: leaveKeys.secretArn,
        SITE_ADDRESS: parameters.siteAddress,
        ...letterEnvironment(data, mail),
      },
    });
    new EventConsumer(this, { ...consumer, name: 'spaces-cleaner', environment: withFeed });
    new EventConsumer(this, { ...consumer, name: 'spaces-holdings', environment: { ...data.holdings, ...withFeed } });
    this.due = new ParvisFunction(this, {
      name: 'spaces-due',
      house,
      environment: {
        ...withFeed,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        HISTORY_TABLE: tables.history.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
      },
    });
    wakeEvery(Duration.minutes(5), this.due);
  }
}
