import { randomUUID } from 'node:crypto';
import { type BatchGetCommand, type DynamoDBDocumentClient, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterStop, untold } from '../../functions/accounts/rules/mail-state.ts';
import { accountStore } from '../../functions/accounts/store/accounts.ts';
import { type MailStateStore, mailStateStore } from '../../functions/accounts/store/mail-states.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import { accountReader } from '../../functions/shared/store/accounts.ts';
import { type Account, AccountId } from '../../schemas/account.ts';
import type { KeptMailState } from '../../schemas/mail-state.ts';
import { accountsInMemory, anAccount } from '../doubles/accounts.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const trail = { actor: AccountId.parse(randomUUID()), action: 'account.opened', correlationId: 'request' };
const T1 = '2026-03-02T08:00:00.000Z';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const stateOf = (email: string): KeptMailState => untold(hashAddress(email));
const stopped = (email: string): KeptMailState => {
  const next = afterStop(stateOf(email), { reason: 'bounce', at: T1, sentAt: T1 });
  if (!next) throw new Error('unchanged');
  return next;
};

const inTables = () => ({
  accounts: accountStore(dynamo.client, dynamo.tables, dynamo.commit),
  states: mailStateStore(dynamo.client, dynamo.tables.accounts, dynamo.commit),
});
const inMemory = () => {
  const accounts = accountsInMemory();
  return { accounts, states: accounts as MailStateStore };
};

/** The double keeps the promises of the tables, or the tests of use cases would prove nothing. */
describe.each([
  ['in the tables', inTables],
  ['in memory', inMemory],
])('the state of mails to a person %s', (_where, stores) => {
  const given = async (): Promise<{ states: MailStateStore; account: Account }> => {
    const { accounts, states } = stores();
    const account = anAccount({ email: `Camille.${randomUUID()}@Exemple.fr` });
    await accounts.open(account, trail);
    return { states, account };
  };

  it('is found by the address that the account has, whatever its case, and by no other', async () => {
    const { states, account } = await given();
    expect(await states.findByAddress(hashAddress(account.email.toUpperCase()))).toEqual(account);
    expect(await states.findByAddress(hashAddress('autre@exemple.fr'))).toBeUndefined();
  });

  it('is read back with the account', async () => {
    const { states, account } = await given();
    expect(await states.keep(account, stopped(account.email))).toBe(true);
    expect(await states.find(account.id)).toEqual({ ...account, mail: stopped(account.email) });
  });

  it('is not written over news that came in between', async () => {
    const { states, account } = await given();
    const both = await Promise.all([states.keep(account, stopped(account.email)), states.keep(account, stopped(account.email))]);
    expect(both.toSorted()).toEqual([false, true]);
    expect(await states.keep(account, { ...stopped(account.email), version: 7 })).toBe(false);
  });
});

describe('in the tables', () => {
  const given = async () => {
    const { accounts, states } = inTables();
    const account = anAccount();
    await accounts.open(account, trail);
    return { states, account };
  };

  it('an address that an account gave up leads to it no more, though it still stands in the list', async () => {
    const { states, account } = await given();
    await dynamo.client.send(
      new UpdateCommand({
        TableName: dynamo.tables.accounts,
        Key: { pk: account.id },
        UpdateExpression: 'SET email = :new',
        ExpressionAttributeValues: { ':new': 'nouvelle@exemple.fr' },
      }),
    );
    expect(await states.findByAddress(hashAddress(account.email))).toBeUndefined();
    expect(await states.keep(account, stopped(account.email))).toBe(false);
  });

  it('those who write mails see it in the very read of the address', async () => {
    const { states, account } = await given();
    const other = (await given()).account;
    let requests = 0;
    const counting = {
      send: (command: BatchGetCommand) => {
        requests++;
        return dynamo.client.send(command);
      },
    } as unknown as DynamoDBDocumentClient;
    const { contactsOf } = accountReader(counting, dynamo.tables.accounts);
    await states.keep(account, stopped(account.email));
    const contacts = await contactsOf([account.id, other.id]);
    expect(contacts.get(account.id)).toEqual({
      email: account.email,
      status: 'active',
      personalSpaceId: account.personalSpaceId,
      mail: 'stopped',
    });
    expect(contacts.get(other.id)).toEqual({ email: other.email, status: 'active', personalSpaceId: other.personalSpaceId });
    expect(requests).toBe(1);
  });

  it('the person’s own state can be read by others, without the address', async () => {
    const { states, account } = await given();
    const { mailStateOf } = accountReader(dynamo.client, dynamo.tables.accounts);
    expect(await mailStateOf(account.id)).toMatchObject({ state: 'ok' });
    await states.keep(account, stopped(account.email));
    expect(await mailStateOf(account.id)).toMatchObject({ state: 'stopped', reason: 'bounce', since: T1 });
    expect(await mailStateOf(AccountId.parse(randomUUID()))).toBeUndefined();
  });

  it('a change that somebody asked for is audited, and one that nobody asked for is not', async () => {
    const { states, account } = await given();
    const actor = AccountId.parse(randomUUID());
    await states.keep(account, stopped(account.email));
    const found = await states.find(account.id);
    if (!found) throw new Error('no account');
    await states.keep(found, { ...stateOf(account.email), version: 2 }, { ...trail, actor, action: 'mail.resumed' });
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.audit }));
    expect(Items.filter(({ pk }) => pk === actor)).toMatchObject([{ action: 'mail.resumed', about: { accountId: account.id } }]);
    expect(JSON.stringify(Items)).not.toContain(account.email);
  });
});
