import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import { peopleEnvironment } from '../functions/door-environment.ts';
import { letterEnvironment } from '../functions/letter-environment.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';
import type { MailStack } from './mail.ts';

export interface IdentityStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
  mail: MailStack;
}

/** What follows from what people do at the door: letters to them, lines of their history, and the end of what nobody confirmed. */
export class IdentityStack extends Stack {
  constructor(scope: Construct, id: string, { data, events, mail, ...props }: IdentityStackProps) {
    super(scope, id, props);
    const { tables, parameters, identityKeys, alarmTopic } = data;
    const house = { ...data.house, reach: { ...data.house.reach, mail: mail.arns } };
    const consumer = { house, topic: events.topic, alarmTopic };
    new EventConsumer(this, {
      ...consumer,
      name: 'identity-letters',
      environment: {
        ...peopleEnvironment(data),
        LINKS_TABLE: tables.links.tableName,
        IDENTITIES_TABLE: tables.identities.tableName,
        IDENTITY_KEYS_SECRET: identityKeys.secretArn,
        SITE_ADDRESS: parameters.siteAddress,
        ...letterEnvironment(data, mail),
      },
    });
    new EventConsumer(this, {
      ...consumer,
      name: 'identity-sessions',
      environment: {
        OIDC_TABLE: tables.oidc.tableName,
        HISTORY_TABLE: tables.history.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
      },
    });
    new EventConsumer(this, {
      ...consumer,
      name: 'identity-refusals',
      environment: { ...peopleEnvironment(data), HISTORY_TABLE: tables.history.tableName },
    });
    const purge = new ParvisFunction(this, {
      name: 'identity-purge',
      house,
      environment: { ACCOUNTS_TABLE: tables.accounts.tableName, PENDINGS_TABLE: tables.pendings.tableName },
    });
    wakeEvery(Duration.hours(1), purge);
    const first = new ParvisFunction(this, {
      name: 'identity-first-administrator',
      house,
      environment: {
        ...peopleEnvironment(data),
        MEMBERSHIPS_TABLE: tables.memberships.tableName,
        STAFF_TABLE: tables.staff.tableName,
        LINKS_TABLE: tables.links.tableName,
        HISTORY_TABLE: tables.history.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
        IDENTITY_KEYS_SECRET: identityKeys.secretArn,
        SITE_ADDRESS: parameters.siteAddress,
      },
    });
    new CfnOutput(this, 'FirstAdministrator', { value: first.functionName, description: 'What to call to invite the first administrator' });
  }
}
