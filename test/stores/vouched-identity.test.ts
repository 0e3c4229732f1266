import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onIdentityNews } from '../../functions/accounts/on-identity-news.ts';
import { accountStore } from '../../functions/accounts/store/accounts.ts';
import { profileStore } from '../../functions/accounts/store/profiles.ts';
import { vouchedIdentityStore } from '../../functions/accounts/store/vouched-identity.ts';
import type { CivilIdentity } from '../../schemas/federation.ts';
import { anAccount } from '../doubles/accounts.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const at = new Date('2026-03-01T08:00:00.000Z');
const angela: CivilIdentity = {
  givenNames: ['Angela', 'Claire'],
  familyName: 'DUBOIS',
  birthDate: '1962-00-00',
  gender: 'female',
  birthCountry: '99404',
};

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const given = async () => {
  const account = anAccount();
  await accountStore(dynamo.client, dynamo.tables, dynamo.commit).open(account, contextOf(account.id).trail);
  let told: CivilIdentity | undefined = angela;
  const react = onIdentityNews({
    civilIdentityOf: async () => told,
    store: vouchedIdentityStore(dynamo.tables, dynamo.commit),
    clock: () => at,
  });
  const profiles = profileStore(dynamo.client, dynamo.tables, dynamo.commit);
  return {
    account,
    news: () => react({ accountId: account.id }),
    unlink: () => {
      told = undefined;
    },
    read: () => profiles.find(account.id, 'identity'),
  };
};

describe('news of who somebody is', () => {
  it('puts what FranceConnect vouches for into the profile, told once or twice', async () => {
    const { news, read } = await given();
    await news();
    await news();
    expect(await read()).toMatchObject({
      linked: true,
      fields: {
        givenNames: { value: 'Angela Claire', from: 'france-connect' },
        birthDate: { value: '1962-00-00' },
        birthCountryCode: { value: '99404' },
      },
    });
  });

  it('follows what holds now, and not the order in which it was told', async () => {
    const { news, read, unlink } = await given();
    await news();
    unlink();
    await news();
    await news();
    expect(await read()).toMatchObject({ linked: false, fields: { familyName: { value: 'DUBOIS', from: 'france-connect' } } });
  });

  it('gives no profile back to somebody who has gone', async () => {
    const { account, news, read } = await given();
    const { id, ...kept } = account;
    await dynamo.client.send(new PutCommand({ TableName: dynamo.tables.accounts, Item: { pk: id, ...kept, status: 'closed' } }));
    await news();
    expect(await read()).toMatchObject({ version: 0, fields: {} });
  });
});
