import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Clock, epochSeconds } from '../../shared/clock.ts';
import { type ToldKind, toldKinds } from '../rules/mail-event-meanings.ts';

/** Remembers what is told of a letter to one person, by the mail service's name for it; answers what had been told of it before. */
export type HearOfLetter = (mail: string, told: ReadonlySet<ToldKind>) => Promise<ReadonlySet<ToldKind>>;

const DAY = 24 * 60 * 60;
/** No queue keeps a message longer than fourteen days, so nothing is told again after thirty. */
const KEPT_DAYS = 30;

const Before = z.optional(z.object({ told: z.optional(z.set(z.enum(toldKinds))) }));

interface Dependencies {
  client: DynamoDBDocumentClient;
  table: string;
  clock: Clock;
}

export const lettersTold =
  ({ client, table, clock }: Dependencies): HearOfLetter =>
  async (mail, told) => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: `letter#${mail}`, sk: 'told' },
        UpdateExpression: 'SET expiresAt = :expires ADD told :told',
        ExpressionAttributeValues: { ':told': told, ':expires': epochSeconds(clock()) + KEPT_DAYS * DAY },
        ReturnValues: 'UPDATED_OLD',
      }),
    );
    return Before.parse(Attributes)?.told ?? new Set();
  };
