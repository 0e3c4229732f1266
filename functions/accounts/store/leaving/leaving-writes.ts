import type { AccountId } from '../../../../schemas/account.ts';
import type { WaitingDeletion } from '../../../../schemas/leaving.ts';
import type { Write } from '../../../shared/store/commit.ts';
import { deletionKey, due, type StoredDeletion } from './leaving-items.ts';

/** The account itself says that it waits to be deleted, so that whoever signs in reads it; fails for an account that is closed or gone. */
export const accountSays = (table: string, accountId: AccountId, deletion: WaitingDeletion | undefined): Write => ({
  Update: {
    TableName: table,
    Key: { pk: accountId },
    UpdateExpression: deletion ? 'SET deletion = :deletion' : 'REMOVE deletion',
    ConditionExpression: 'attribute_exists(pk) AND #status <> :closed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':closed': 'closed', ...(deletion && { ':deletion': deletion }) },
  },
});

interface Move {
  from: StoredDeletion['state'][];
  to: StoredDeletion['state'];
  /** When to look whether it has gone on. */
  lookAt: Date;
}

/** Takes a deletion a step further; fails where it is at another one. */
export const moveOn = (table: string, accountId: AccountId, { from, to, lookAt }: Move): Write => ({
  Update: {
    TableName: table,
    Key: deletionKey(accountId),
    UpdateExpression: 'SET #state = :to, dueSk = :due',
    ConditionExpression: `#state IN (${from.map((_, at) => `:from${at}`).join(', ')})`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: {
      ':to': to,
      ':due': due('deletion', lookAt, accountId).dueSk,
      ...Object.fromEntries(from.map((state, at) => [`:from${at}`, state])),
    },
  },
});
