import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { epochSeconds } from '../../shared/clock.ts';
import type { HourOfMails, Volume } from '../rules/reputation.ts';
import { REPRESENTATIVE_MAILS } from '../rules/reputation-limits.ts';

/** Adds to the figures of the hour. A call that is made again counts again: exact enough for a rate, and no reason to count each mail apart. */
export type CountVolume = (volume: Volume, at: Date) => Promise<void>;

/** The latest hours, the latest first, until they hold as many mails as our reputation is judged by. */
export type ReadVolumes = () => Promise<HourOfMails[]>;

const VOLUME = 'volume';
const DAY = 24 * 60 * 60;
/** As far back as the mail service was seen to look. */
const KEPT_DAYS = 225;

const hourOf = (at: Date): string => `${at.toISOString().slice(0, 13)}:00:00.000Z`;

const StoredHour = z.object({ sk: z.string(), sent: z.int(), bounced: z.int(), complained: z.int() });

/** One item an hour: a batch of five hundred mails is one write to it, so that a thousand mails a second are two. */
export const volumeCounter =
  (client: DynamoDBDocumentClient, table: string): CountVolume =>
  async ({ sent, bounced, complained }, at) => {
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: VOLUME, sk: hourOf(at) },
        UpdateExpression: 'SET expiresAt = :expires ADD sent :sent, bounced :bounced, complained :complained',
        ExpressionAttributeValues: {
          ':sent': sent,
          ':bounced': bounced,
          ':complained': complained,
          ':expires': epochSeconds(at) + KEPT_DAYS * DAY,
        },
      }),
    );
  };

export const volumeReader =
  (client: DynamoDBDocumentClient, table: string): ReadVolumes =>
  async () => {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :volume',
        ExpressionAttributeValues: { ':volume': VOLUME },
        ScanIndexForward: false,
        ConsistentRead: true,
        Limit: 100,
      },
    );
    const hours: HourOfMails[] = [];
    let mails = 0;
    for await (const { Items = [] } of pages) {
      for (const item of Items) {
        const { sk: hour, ...volume } = StoredHour.parse(item);
        hours.push({ hour, ...volume });
        mails += volume.sent;
        if (mails >= REPRESENTATIVE_MAILS) return hours;
      }
    }
    return hours;
  };
