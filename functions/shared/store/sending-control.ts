import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { SendingControl } from '../../../schemas/sending.ts';
import type { Trail } from '../context.ts';
import { type Commit, held } from './commit.ts';

const controlKey = { pk: 'control', sk: 'mail' } as const;

/** As long as nobody ever slowed or stopped it. */
export const unhindered: SendingControl = { factor: 1, reason: 'healthy', since: '1970-01-01T00:00:00.000Z', countedFrom: null };

/** Whether and how fast mails may go out at this moment, on the word of a consistent read. */
export type ReadSendingControl = () => Promise<SendingControl>;

export const sendingControl =
  (client: DynamoDBDocumentClient, table: string): ReadSendingControl =>
  async () => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: controlKey, ConsistentRead: true }));
    return Item ? SendingControl.parse(Item) : unhindered;
  };

/** False when somebody else decided meanwhile; then nothing is written. Without a trail nobody asked for it. */
export type KeepSendingControl = (before: SendingControl, next: SendingControl, trail?: Trail) => Promise<boolean>;

export const sendingControlKeeper =
  (table: string, commit: Commit): KeepSendingControl =>
  (before, next, trail) =>
    held(
      commit({
        writes: [
          {
            Put: {
              TableName: table,
              Item: { ...controlKey, ...next },
              ConditionExpression: before === unhindered ? 'attribute_not_exists(pk)' : 'since = :since',
              ...(before !== unhindered && { ExpressionAttributeValues: { ':since': before.since } }),
            },
          },
        ],
        trail,
        about: { factor: next.factor },
      }),
    );
