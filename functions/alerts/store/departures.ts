import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { AccountId, SpaceId } from '../../../schemas/account.ts';
import { epochSeconds } from '../../shared/clock.ts';
import type { Write } from '../../shared/store/commit.ts';
import type { Place } from '../rules/audience.ts';
import type { Recipient } from '../rules/chunks.ts';

/** Who has left a fiche lately: some have come back since. */
export interface Departures {
  /** Everybody who left within that time, as far as is written at this moment; whoever left twice is there twice. */
  between(ficheKey: string, from: Date, to: Date): Promise<Recipient[]>;
}

/** Longer than any alert takes to go out, even one that was stopped and that nobody looked after for weeks. */
const KEPT_SECONDS = 90 * 24 * 60 * 60;

const partition = (ficheKey: string): string => `${ficheKey}#left`;

/** Writes down that somebody leaves; belongs in the transaction that ends the subscription. */
export const writeOfDeparture = (table: string, { ficheKey, accountId, spaceId }: Place, at: Date): Write => ({
  Put: {
    TableName: table,
    Item: {
      pk: partition(ficheKey),
      sk: `${at.toISOString()}#${accountId}#${spaceId}`,
      expiresAt: epochSeconds(at) + KEPT_SECONDS,
    },
  },
});

const readDeparture = (sk: string): Recipient => {
  const [, accountId, spaceId] = sk.split('#');
  return { accountId: AccountId.parse(accountId), spaceId: SpaceId.parse(spaceId) };
};

export const departures = (client: DynamoDBDocumentClient, table: string): Departures => ({
  async between(ficheKey, from, to) {
    const pages = paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :left AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':left': partition(ficheKey), ':from': from.toISOString(), ':to': to.toISOString() },
        ProjectionExpression: 'sk',
        ConsistentRead: true,
      },
    );
    const left: Recipient[] = [];
    for await (const { Items = [] } of pages) left.push(...Items.map(({ sk }) => readDeparture(String(sk))));
    return left;
  },
});
