import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { endpointKey, endpointOf } from './endpoint-item.ts';
import type { TurnStore } from './endpoint-store.ts';

/** It may be sent to, and nobody else is sending to it. */
const FREE = [
  'attribute_exists(pk)',
  'attribute_not_exists(disabled)',
  '(attribute_not_exists(restUntil) OR restUntil <= :now)',
  '(attribute_not_exists(turnUntil) OR turnUntil <= :now)',
].join(' AND ');

export const turnStore = (client: DynamoDBDocumentClient, table: string): TurnStore => {
  /** Undefined when the condition did not hold. */
  const update = async (input: Omit<UpdateCommandInput, 'TableName'>): Promise<Record<string, unknown> | undefined> => {
    try {
      return (await client.send(new UpdateCommand({ TableName: table, ReturnValues: 'ALL_NEW', ...input }))).Attributes;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  return {
    async take(id, turn) {
      const item = await update({
        Key: endpointKey(id),
        UpdateExpression: 'SET turnId = :turn, turnUntil = :until',
        ConditionExpression: FREE,
        ExpressionAttributeValues: { ':turn': turn.id, ':now': turn.at.toISOString(), ':until': turn.until.toISOString() },
      });
      return item && endpointOf(item);
    },
    async end(id, turn, { failures, failingSince, restUntil, disabled }) {
      const kept = { failures: failures || null, failingSince, restUntil };
      const names = Object.entries(kept);
      const set = names.flatMap(([name, value]) => (value === null ? [] : [`${name} = :${name}`]));
      const remove = ['turnId', 'turnUntil', ...names.flatMap(([name, value]) => (value === null ? [name] : []))];
      if (disabled) set.push('disabled = :disabled', '#version = #version + :one');
      const item = await update({
        Key: endpointKey(id),
        UpdateExpression: `${set.length > 0 ? `SET ${set.join(', ')} ` : ''}REMOVE ${remove.join(', ')}`,
        ConditionExpression: 'turnId = :turn',
        ...(disabled && { ExpressionAttributeNames: { '#version': 'version' } }),
        ExpressionAttributeValues: {
          ':turn': turn.id,
          ...Object.fromEntries(names.flatMap(([name, value]) => (value === null ? [] : [[`:${name}`, value]]))),
          ...(disabled && { ':disabled': disabled, ':one': 1 }),
        },
      });
      return item !== undefined;
    },
  };
};
