import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, type AccountId } from '../../../schemas/account.ts';

/** What the capability that answers a person may have to know of them: whose address it is, and which space is theirs alone. */
const Person = z.pick(Account, { email: true, status: true, personalSpaceId: true, openedAt: true });
export type Person = z.output<typeof Person>;

/** Undefined when there is no such account. Consistent: an account is known as soon as it is open. */
export type ReadPerson = (accountId: AccountId) => Promise<Person | undefined>;

/** Whether what others do to them may still be told in their history: that of an account that was closed is erased within minutes, and nothing may come after. */
export const hasHistory = (person: Person | undefined): boolean => person !== undefined && person.status !== 'closed';

const NAMES = { '#email': 'email', '#status': 'status', '#space': 'personalSpaceId', '#opened': 'openedAt' };

export const personReader =
  (client: DynamoDBDocumentClient, table: string): ReadPerson =>
  async (accountId) => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: table,
        Key: { pk: accountId },
        ConsistentRead: true,
        ProjectionExpression: Object.keys(NAMES).join(', '),
        ExpressionAttributeNames: NAMES,
      }),
    );
    return Item && Person.parse(Item);
  };
