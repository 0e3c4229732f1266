import type { AccountId } from '../../../schemas/account.ts';
import type { Write } from './commit.ts';

/** The ids of those who are administrators and not suspended, in one item: so one transaction sees whether another is left. */
const ACTIVE = { pk: 'administrators', sk: 'active' };

/** Belongs in the transaction that makes somebody an administrator, or lifts their suspension. */
export const administratorJoins = (staffTable: string, accountId: AccountId): Write => ({
  Update: {
    TableName: staffTable,
    Key: ACTIVE,
    UpdateExpression: 'ADD ids :id',
    ExpressionAttributeValues: { ':id': new Set([accountId]) },
  },
});

/** Belongs in the transaction after which somebody is no administrator who can act. Fails for the last one: nobody could let anybody in any more. */
export const administratorLeaves = (staffTable: string, accountId: AccountId): Write => ({
  Update: {
    TableName: staffTable,
    Key: ACTIVE,
    UpdateExpression: 'DELETE ids :id',
    ConditionExpression: 'contains(ids, :own) AND size(ids) > :one',
    ExpressionAttributeValues: { ':id': new Set([accountId]), ':own': accountId, ':one': 1 },
  },
});
