import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, AccountId } from '../../../schemas/account.ts';
import type { FindPerson } from '../provider/person.ts';

const Stored = z.pick(Account, { email: true, role: true, service: true, status: true });

/** Consistent: who was suspended a second ago gets no token. */
export const personFinder =
  (client: DynamoDBDocumentClient, table: string): FindPerson =>
  async (accountId) => {
    const id = AccountId.safeParse(accountId);
    if (!id.success) return undefined;
    const { Item } = await client.send(
      new GetCommand({
        TableName: table,
        Key: { pk: id.data },
        ConsistentRead: true,
        ProjectionExpression: '#email, #role, #service, #status',
        ExpressionAttributeNames: { '#email': 'email', '#role': 'role', '#service': 'service', '#status': 'status' },
      }),
    );
    if (!Item) return undefined;
    const { status, ...person } = Stored.parse(Item);
    return status === 'active' ? { id: id.data, ...person } : undefined;
  };
