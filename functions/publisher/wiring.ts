import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { readEnvironment } from '../shared/environment.ts';
import { publishOutbox } from './publish-outbox.ts';
import { topicPublisher } from './store.ts';

export const wireOutbox = () => {
  const environment = readEnvironment('publisher-outbox');
  const publish = publishOutbox({ publish: topicPublisher(new SNSClient({}), environment.EVENTS_TOPIC) });
  return (event: DynamoDBStreamEvent) =>
    publish(
      event.Records.flatMap(({ dynamodb }) =>
        dynamodb?.NewImage && dynamodb.SequenceNumber
          ? [{ sequenceNumber: dynamodb.SequenceNumber, image: unmarshall(dynamodb.NewImage as Record<string, AttributeValue>) }]
          : [],
      ),
    );
};
