import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { HurtAlarm, type HurtAlarmProps } from '../constructs/alarm.ts';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { lineCount } from '../constructs/log-metrics.ts';
import { MalwareProtection } from '../constructs/malware-protection.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { letterEnvironment } from '../functions/letter-environment.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';
import type { MailStack } from './mail.ts';

export interface DocumentsStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
  mail: MailStack;
}

/** A file in four seconds or so: a batch is done well before it shows again. */
const CHECKED_TOGETHER = 5;

/** What becomes of documents out of anybody's sight: a file comes in ▸ is scanned ▸ is checked ▸ can be read; and what ends by itself. */
export class DocumentsStack extends Stack {
  constructor(scope: Construct, id: string, { data, events, mail, ...props }: DocumentsStackProps) {
    super(scope, id, props);
    const { tables, buckets, parameters, alarmTopic, key } = data;
    const house = { ...data.house, reach: { ...data.house.reach, mail: mail.arns } };
    const scans = new WorkQueue(this, 'Scans', {
      visibility: Duration.minutes(2),
      why: 'Des personnes attendent un fichier qu’elles ont envoyé et qui reste en cours de vérification.',
      alarmTopic,
    });
    new MalwareProtection(this, 'Scanner', { bucket: buckets.documents, key, prefix: 'incoming/', tell: new SqsQueue(scans.queue) });
    const kept = { DOCUMENTS_TABLE: tables.documents.tableName, DOCUMENTS_BUCKET: buckets.documents.bucketName };
    const changes = {
      ...kept,
      ACTIONS_TABLE: tables.actions.tableName,
      MEMBERSHIPS_TABLE: tables.memberships.tableName,
      OUTBOX_TABLE: tables.outbox.tableName,
      AUDIT_TABLE: tables.audit.tableName,
    };
    const checker = new ParvisFunction(this, { name: 'documents-checker', house, environment: changes });
    wakeByQueue(checker, { queue: scans.queue, batch: { messages: CHECKED_TOGETHER } });
    wakeEvery(Duration.minutes(1), new ParvisFunction(this, { name: 'documents-sweeper', house, environment: changes }));
    const consumer = { house, topic: events.topic, alarmTopic };
    new EventConsumer(this, {
      ...consumer,
      name: 'documents-exchanges',
      environment: { ...changes, ACCOUNTS_TABLE: tables.accounts.tableName },
    });
    new EventConsumer(this, { ...consumer, name: 'documents-previewer', batch: { messages: 1 }, environment: changes });
    const exports = { EXPORTS_BUCKET: buckets.exports.bucketName };
    new EventConsumer(this, {
      ...consumer,
      name: 'documents-archiver',
      batch: { messages: 1 },
      environment: { ...changes, ...exports },
    });
    new EventConsumer(this, { ...consumer, name: 'documents-cleaner', environment: { ...kept, ...exports } });
    new EventConsumer(this, { ...consumer, name: 'documents-holdings', environment: { ...data.holdings, ...kept } });
    new EventConsumer(this, {
      ...consumer,
      name: 'documents-letters',
      environment: {
        DOCUMENTS_TABLE: tables.documents.tableName,
        MEMBERSHIPS_TABLE: tables.memberships.tableName,
        ACCOUNTS_TABLE: tables.accounts.tableName,
        SITE_ADDRESS: parameters.siteAddress,
        ...letterEnvironment(data, mail),
      },
    });
    const namespace = `Parvis/${house.stage.name}`;
    const count = (code: 'document.check-abandoned' | 'document.due-failed') => lineCount(namespace, code, Duration.minutes(5));
    const alarm = (name: string, hurt: Omit<HurtAlarmProps, 'topic' | 'runbook'>) =>
      new HurtAlarm(this, name, { ...hurt, runbook: 'unchecked-documents', topic: alarmTopic });
    alarm('UncheckedDocuments', {
      metric: count('document.check-abandoned'),
      threshold: 1,
      evaluationPeriods: 1,
      why: 'Des fichiers envoyés sont refusés sans raison : leur analyse contre les logiciels malveillants n’aboutit pas.',
    });
    alarm('OverdueDocuments', {
      metric: count('document.due-failed'),
      threshold: 10,
      evaluationPeriods: 2,
      why: 'La place de fichiers jamais arrivés reste prise, des rappels ne partent pas, ou des documents supprimés restent enregistrés.',
    });
  }
}
