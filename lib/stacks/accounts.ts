import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HurtAlarm } from '../constructs/alarm.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { lineCount } from '../constructs/log-metrics.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import { leavingEnvironment } from '../functions/leaving-environment.ts';
import { letterEnvironment } from '../functions/letter-environment.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';
import type { MailStack } from './mail.ts';

export interface AccountsStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
  mail: MailStack;
}

/** Longer than the five minutes of an access token: nothing is written for somebody whose data is being erased. */
const CLOSED_SECONDS = 10 * 60;

/** What accounts learn from elsewhere, and how people get a copy of everything or leave: out of anybody's sight. */
export class AccountsStack extends Stack {
  constructor(scope: Construct, id: string, { data, events, mail, ...props }: AccountsStackProps) {
    super(scope, id, props);
    const { tables, buckets, parameters, alarmTopic } = data;
    const house = { ...data.house, reach: { ...data.house.reach, mail: mail.arns } };
    const consumer = { house, topic: events.topic, alarmTopic };
    const ACCOUNTS_TABLE = tables.accounts.tableName;
    const letters = letterEnvironment(data, mail);
    const leaving = leavingEnvironment(data);
    const copies = { EXPORTS_BUCKET: buckets.exports.bucketName, DOCUMENTS_BUCKET: buckets.documents.bucketName };
    new EventConsumer(this, { ...consumer, name: 'accounts-addresses', environment: { ACCOUNTS_TABLE } });
    new EventConsumer(this, {
      ...consumer,
      name: 'accounts-holdings',
      environment: {
        ...data.holdings,
        ...copies,
        ACCOUNTS_TABLE,
        PROFILES_TABLE: tables.profiles.tableName,
        HISTORY_TABLE: tables.history.tableName,
        LEAVING_TABLE: tables.leaving.tableName,
      },
    });
    new EventConsumer(this, {
      ...consumer,
      name: 'accounts-identities',
      environment: {
        ACCOUNTS_TABLE,
        PROFILES_TABLE: tables.profiles.tableName,
        IDENTITIES_TABLE: tables.identities.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        AUDIT_TABLE: tables.audit.tableName,
      },
    });
    new EventConsumer(this, {
      ...consumer,
      name: 'identity-holdings',
      environment: {
        ACCOUNTS_TABLE,
        ...data.holdings,
        OIDC_TABLE: tables.oidc.tableName,
        LINKS_TABLE: tables.links.tableName,
        PENDINGS_TABLE: tables.pendings.tableName,
        CREDENTIALS_TABLE: tables.credentials.tableName,
        FACTORS_TABLE: tables.factors.tableName,
        IDENTITIES_TABLE: tables.identities.tableName,
        CONSENTS_TABLE: tables.consents.tableName,
        STAFF_TABLE: tables.staff.tableName,
        HISTORY_TABLE: tables.history.tableName,
      },
    });
    new EventConsumer(this, {
      ...consumer,
      name: 'accounts-exporter',
      batch: { messages: 1 },
      environment: {
        ...copies,
        LEAVING_TABLE: leaving.LEAVING_TABLE,
        HISTORY_TABLE: leaving.HISTORY_TABLE,
        OUTBOX_TABLE: leaving.OUTBOX_TABLE,
        AUDIT_TABLE: leaving.AUDIT_TABLE,
      },
    });
    new EventConsumer(this, { ...consumer, name: 'accounts-eraser', environment: { ...leaving, ...letters } });
    new EventConsumer(this, {
      ...consumer,
      name: 'accounts-letters',
      environment: { ACCOUNTS_TABLE, SITE_ADDRESS: parameters.siteAddress, ...letters },
    });
    const reconciler = new ParvisFunction(this, {
      name: 'accounts-reconciler',
      house,
      environment: { ...leaving, DELETION_CLOSED_SECONDS: String(CLOSED_SECONDS) },
    });
    wakeEvery(Duration.minutes(5), reconciler);
    const namespace = `Parvis/${house.stage.name}`;
    new HurtAlarm(this, 'LateErasures', {
      metric: lineCount(namespace, 'erasure.late', Duration.hours(1)),
      threshold: 2,
      evaluationPeriods: 1,
      why: 'Une personne est partie et des données d’elle restent enregistrées : la suppression de son compte n’aboutit pas.',
      runbook: 'endless-erasure',
      topic: alarmTopic,
    });
    new HurtAlarm(this, 'LateExports', {
      metric: lineCount(namespace, 'export.late', Duration.hours(1)),
      threshold: 4,
      evaluationPeriods: 1,
      why: 'Une personne attend depuis plus d’une demi-heure la copie de ses données, qu’elle a demandée avant de partir ou pour elle-même.',
      runbook: 'endless-erasure',
      topic: alarmTopic,
    });
  }
}
