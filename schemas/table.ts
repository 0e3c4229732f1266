/**
 * Keys, indexes and expiry of every table: read by the CDK, by the stores and by the local system.
 * All keys are strings; every table has `pk`, most have `sk`. What an item holds is the business of the store that owns the table.
 */
export interface TableDeclaration {
  sortKey: boolean;
  /** Attribute names of each index; an item without them is not in it. */
  indexes?: Record<string, { partitionKey: string; sortKey: string; projection: 'ALL' | 'KEYS_ONLY' }>;
  /** Attribute in epoch seconds after which DynamoDB may delete the item. */
  expiry?: 'expiresAt';
  /** Only the outbox has one. */
  stream?: true;
  holds: string;
}

export const declareTables = <const T extends Record<string, TableDeclaration>>(tables: T): T => tables;
