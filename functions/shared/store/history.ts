import { randomUUID } from 'node:crypto';
import type { AccountId } from '../../../schemas/account.ts';
import { HistoryEntry } from '../../../schemas/history.ts';
import { epochSeconds } from '../clock.ts';
import type { Write } from './commit.ts';

const KEPT_SECONDS = 3 * 365 * 24 * 60 * 60;

/** What happened to an account, as its owner will read it. */
export interface Happening extends Omit<HistoryEntry, 'at'> {
  accountId: AccountId;
  at: Date;
  /** What makes it one and the same entry when it is written again, such as the id of an event; random without it. */
  id?: string;
}

/** The write that tells a person what happened to their account; belongs in the transaction of what it tells of. Needs `PutItem` alone. */
export const historyWrite = (table: string, { accountId, at, id = randomUUID(), ...told }: Happening): Write => {
  const entry = HistoryEntry.parse({ ...told, at: at.toISOString() });
  return {
    Put: { TableName: table, Item: { pk: accountId, sk: `${entry.at}#${id}`, ...entry, expiresAt: epochSeconds(at) + KEPT_SECONDS } },
  };
};
