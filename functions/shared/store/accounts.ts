import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { Account, type AccountId, type SpaceId } from '../../../schemas/account.ts';
import { KeptMailState, type MailState } from '../../../schemas/mail-state.ts';
import { addressTrouble, mailStateOf } from '../mail-state.ts';
import { batchGet } from './batch-get.ts';

/** `mail` is there when something is wrong with the address: nobody writes to one that is `stopped`. */
export type Contact = Pick<Account, 'email' | 'status' | 'personalSpaceId'> & { mail?: 'stopped' | 'doubtful' };

/** Whether mails may go to somebody at this moment; everything that sends a mail asks. */
export const mayBeWrittenTo = (contact: Contact | undefined): contact is Contact =>
  contact?.status === 'active' && contact.mail !== 'stopped';

/** The few facts on accounts that others may read where they live; nobody keeps a copy of an address. */
export interface AccountReader {
  /**
   * At most 100 accounts; one that no longer exists is not in the map. Somebody is only held to be gone or suspended on the word of a
   * consistent read: the cheaper first read may not know yet of an account that was opened or reinstated this very second. A stopped
   * address costs no second read: who has resumed within that second is written to from the next mail on.
   */
  contactsOf(accountIds: AccountId[]): Promise<Map<AccountId, Contact>>;
  /** Undefined when there is no such account. */
  standingOf(accountId: AccountId): Promise<Pick<Account, 'status' | 'personalSpaceId'> | undefined>;
  /** Whether mails go to the person; undefined when there is no such account. */
  mailStateOf(accountId: AccountId): Promise<MailState | undefined>;
}

/** Identifiers and address were checked when they were written: to match them anew would be the dearest step of reading a million. */
const StoredContact = z.extend(z.pick(Account, { status: true }), {
  pk: z.string(),
  email: z.string(),
  personalSpaceId: z.string(),
  mail: z.optional(KeptMailState),
});
const StoredMailState = z.pick(StoredContact, { email: true, mail: true });
const StoredStanding = z.pick(Account, { status: true, personalSpaceId: true });

export const accountReader = (client: DynamoDBDocumentClient, table: string): AccountReader => ({
  async contactsOf(accountIds) {
    const read = async (ids: AccountId[], consistent: boolean): Promise<[AccountId, Contact][]> => {
      const keys = ids.map((pk) => ({ pk }));
      const items = await batchGet(client, { table, keys, attributes: ['pk', 'email', 'status', 'personalSpaceId', 'mail'], consistent });
      return items.map((item) => {
        const { pk, email, status, personalSpaceId, mail: kept } = StoredContact.parse(item);
        const mail = addressTrouble(email, kept);
        return [pk as AccountId, { email, status, personalSpaceId: personalSpaceId as SpaceId, ...(mail && { mail }) }];
      });
    };
    const wanted = [...new Set(accountIds)];
    const cheap = new Map(await read(wanted, false));
    const doubtful = wanted.filter((id) => cheap.get(id)?.status !== 'active');
    return new Map([...cheap, ...(await read(doubtful, true))]);
  },
  async standingOf(accountId) {
    const { Item } = await client.send(
      new GetCommand({
        TableName: table,
        Key: { pk: accountId },
        ConsistentRead: true,
        ProjectionExpression: '#status, personalSpaceId',
        ExpressionAttributeNames: { '#status': 'status' },
      }),
    );
    return Item && StoredStanding.parse(Item);
  },
  async mailStateOf(accountId) {
    const { Item } = await client.send(
      new GetCommand({ TableName: table, Key: { pk: accountId }, ConsistentRead: true, ProjectionExpression: 'email, mail' }),
    );
    if (!Item) return undefined;
    const { email, mail } = StoredMailState.parse(Item);
    return mailStateOf(email, mail);
  },
});
