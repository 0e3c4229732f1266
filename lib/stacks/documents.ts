import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { MalwareProtection } from '../constructs/malware-protection.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import type { DataStack } from './data.ts';

/** A file in four seconds or so: a batch is done well before it shows again. */
const CHECKED_TOGETHER = 5;

/** What becomes of documents out of anybody's sight: a file comes in ▸ is scanned ▸ is checked ▸ can be read. */
export class DocumentsStack extends Stack {
  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { data: DataStack }) {
    super(scope, id, props);
    const { house, tables, buckets, alarmTopic, key } = data;
    const scans = new WorkQueue(this, 'Scans', {
      visibility: Duration.minutes(2),
      why: 'Des personnes attendent un fichier qu’elles ont envoyé et qui reste en cours de vérification.',
      alarmTopic,
    });
    new MalwareProtection(this, 'Scanner', { bucket: buckets.documents, key, prefix: 'incoming/', tell: new SqsQueue(scans.queue) });
    const places = {
      DOCUMENTS_TABLE: tables.documents.tableName,
      ACTIONS_TABLE: tables.actions.tableName,
      DOCUMENTS_BUCKET: buckets.documents.bucketName,
      OUTBOX_TABLE: tables.outbox.tableName,
      AUDIT_TABLE: tables.audit.tableName,
    };
    const checker = new ParvisFunction(this, { name: 'documents-checker', house, environment: places });
    wakeByQueue(checker, { queue: scans.queue, batch: { messages: CHECKED_TOGETHER } });
  }
}
