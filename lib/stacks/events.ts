import { Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { encryptedTopic } from '../constructs/encrypted-topic.ts';
import { ParvisFunction } from '../constructs/parvis-function.ts';
import type { DataStack } from './data.ts';

const STREAM_BATCH = 100;

/** Outbox ▸ publisher ▸ topic: how what happened in one capability reaches the others. */
export class EventsStack extends Stack {
  readonly topic: Topic;
  readonly publisher: ParvisFunction<'publisher-outbox'>;

  constructor(scope: Construct, id: string, { data, ...props }: StackProps & { data: DataStack }) {
    super(scope, id, props);
    this.topic = encryptedTopic(this, 'Topic', { key: data.key });
    this.publisher = new ParvisFunction(this, {
      name: 'publisher-outbox',
      house: { ...data.house, reach: { ...data.house.reach, topic: this.topic.topicArn } },
      environment: { EVENTS_TOPIC: this.topic.topicArn },
    });
    const streamArn = data.tables.outbox.tableStreamArn;
    if (!streamArn) throw new Error('the outbox has no stream');
    this.publisher.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [streamArn],
      }),
    );
    this.publisher.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    new EventSourceMapping(this.publisher, 'OutboxTrigger', {
      target: this.publisher,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: STREAM_BATCH,
      reportBatchItemFailures: true,
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
    });
  }
}
