import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { System } from '../../local/system.ts';
import type { SpaceId } from '../../schemas/account.ts';
import type { FileId } from '../../schemas/document.ts';
import { namedResource } from './named-resource.ts';

const change = (system: System, update: Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName'>) =>
  DynamoDBDocumentClient.from(new DynamoDBClient(system.operator)).send(
    new UpdateCommand({ ...update, TableName: namedResource(system, 'AWS::DynamoDB::Table', /^documents/) }),
  );

/** Lets a space be as full as if so many bytes more were in it. */
export const moveRoom = async (system: System, spaceId: SpaceId, bytes: number): Promise<void> => {
  await change(system, {
    Key: { pk: spaceId, sk: 'storage' },
    UpdateExpression: 'ADD used :bytes',
    ExpressionAttributeValues: { ':bytes': bytes },
  });
};

/** Lets the fifteen minutes of an upload be over. */
export const letUploadBeLate = async (system: System, fileId: FileId): Promise<void> => {
  const past = new Date(Date.now() - 60_000).toISOString();
  await change(system, {
    Key: { pk: `upload#${fileId}`, sk: 'upload' },
    UpdateExpression: 'SET #until = :past, dueSk = :past',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#until': 'until' },
    ExpressionAttributeValues: { ':past': past },
  });
};
