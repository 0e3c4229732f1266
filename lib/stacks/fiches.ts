import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { EventConsumer } from '../constructs/event-consumer.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import { wakeByQueue } from '../constructs/queue-trigger.ts';
import { wakeEvery } from '../constructs/schedule.ts';
import type { DataStack } from './data.ts';
import type { EventsStack } from './events.ts';

export interface FichesStackProps extends StackProps {
  data: DataStack;
  events: EventsStack;
}

/** One rebuild of the index, and one of the feeds, follows a whole part of an import. */
const GATHERED = 1000;

/** What happens to fiches out of anybody's sight: imports, publications at a set time, pages and the search index. */
export class FichesStack extends Stack {
  readonly due: IFunction;

  constructor(scope: Construct, id: string, { data, events, ...props }: FichesStackProps) {
    super(scope, id, props);
    const { house, tables, buckets, parameters, alarmTopic } = data;
    const { concurrency, gatherSeconds, significance } = house.stage.settings;
    const commits = { OUTBOX_TABLE: tables.outbox.tableName, AUDIT_TABLE: tables.audit.tableName };
    const importer = new ParvisFunction(this, {
      name: 'fiches-importer',
      house,
      environment: {
        ...commits,
        FICHES_TABLE: tables.fiches.tableName,
        IMPORTS_TABLE: tables.imports.tableName,
        CONTENT_BUCKET: buckets.content.bucketName,
        UPLOADS_BUCKET: buckets.uploads.bucketName,
        IMPORTS_QUEUE: data.imports.queue.queueUrl,
        SIGNIFICANCE_SILENT_BELOW: String(significance.silentBelow),
        SIGNIFICANCE_SEND_ABOVE: String(significance.sendAbove),
      },
    });
    wakeByQueue(importer, { queue: data.imports.queue, batch: { messages: 1 }, maxConcurrency: concurrency.imports });
    const fetcher = new ParvisFunction(this, {
      name: 'fiches-fetcher',
      house,
      environment: {
        ...commits,
        IMPORTS_TABLE: tables.imports.tableName,
        UPLOADS_BUCKET: buckets.uploads.bucketName,
        ARCHIVE_ADDRESSES: parameters.archiveAddresses,
      },
    });
    wakeEvery(Duration.days(1), fetcher);
    this.due = new ParvisFunction(this, {
      name: 'fiches-due',
      house,
      environment: { ...commits, FICHES_TABLE: tables.fiches.tableName, CONTENT_BUCKET: buckets.content.bucketName },
    });
    wakeEvery(Duration.minutes(1), this.due);
    new EventConsumer(this, {
      name: 'fiches-pages',
      house,
      topic: events.topic,
      alarmTopic,
      environment: {
        FICHES_TABLE: tables.fiches.tableName,
        CONTENT_BUCKET: buckets.content.bucketName,
        SITE_BUCKET: buckets.site.bucketName,
        SITE_ADDRESS: parameters.siteAddress,
        FEED_AUTHORITY: parameters.feedAuthority,
      },
    });
    new EventConsumer(this, {
      name: 'fiches-index',
      house,
      topic: events.topic,
      alarmTopic,
      batch: { messages: GATHERED, gatherSeconds },
      maxConcurrency: 2,
      environment: { FICHES_TABLE: tables.fiches.tableName, SITE_BUCKET: buckets.site.bucketName },
    });
    new EventConsumer(this, {
      name: 'fiches-feeds',
      house,
      topic: events.topic,
      alarmTopic,
      batch: { messages: GATHERED, gatherSeconds },
      maxConcurrency: 2,
      environment: {
        FICHES_TABLE: tables.fiches.tableName,
        FEEDS_TABLE: tables.feeds.tableName,
        SITE_BUCKET: buckets.site.bucketName,
        SITE_ADDRESS: parameters.siteAddress,
        FEED_AUTHORITY: parameters.feedAuthority,
        FEED_HUB: parameters.feedHub,
      },
    });
  }
}
