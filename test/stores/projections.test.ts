import { randomUUID } from 'node:crypto';
import { type BatchGetCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountStore } from '../../functions/accounts/store/accounts.ts';
import { accountReader } from '../../functions/shared/store/accounts.ts';
import { ficheTitles } from '../../functions/shared/store/fiches.ts';
import { type Account, AccountId, SpaceId } from '../../schemas/account.ts';
import { ficheKey } from '../../schemas/fiche.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { setStatus } from '../doubles/set-status.ts';
import { aFiche } from '../doubles/subscriptions.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

const anAccount = (): Account => {
  const id = AccountId.parse(randomUUID());
  return {
    id,
    email: `${id}@exemple.fr`,
    role: 'citizen',
    status: 'active',
    personalSpaceId: SpaceId.parse(randomUUID()),
    openedAt: '2026-01-01T00:00:00.000Z',
  };
};

const owner = () => accountStore(dynamo.client, dynamo.tables, dynamo.commit);
const reader = () => accountReader(dynamo.client, dynamo.tables.accounts);

const open = async (): Promise<Account> => {
  const account = anAccount();
  await owner().open(account, contextOf(account.id).trail);
  return account;
};

/** An engine whose eventually consistent reads still tell what was there before; undefined for what was not. */
const behindBy = (before: Map<string, Record<string, unknown> | undefined>): DynamoDBDocumentClient => {
  const send = async (command: BatchGetCommand) => {
    const answer = await dynamo.client.send(command);
    const reads = Object.entries(command.input.RequestItems ?? {});
    for (const [table, { ConsistentRead }] of reads) {
      if (ConsistentRead || !answer.Responses) continue;
      const items = (answer.Responses[table] ?? []).map((item) => (before.has(item['pk']) ? before.get(item['pk']) : item));
      answer.Responses[table] = items.filter((item) => item !== undefined);
    }
    return answer;
  };
  return { send } as unknown as DynamoDBDocumentClient;
};

describe('facts on accounts, read where their owner keeps them', () => {
  it('are the address and the status of those who exist, for a hundred at once', async () => {
    const accounts = await Promise.all(Array.from({ length: 99 }, open));
    const contacts = await reader().contactsOf([...accounts.map(({ id }) => id), AccountId.parse(randomUUID())]);
    expect(contacts).toEqual(new Map(accounts.map(({ id, email, personalSpaceId }) => [id, { email, status: 'active', personalSpaceId }])));
  });

  it('may be asked twice for one account', async () => {
    const { id, email, personalSpaceId } = await open();
    expect(await reader().contactsOf([id, id])).toEqual(new Map([[id, { email, status: 'active', personalSpaceId }]]));
  });

  it('tell of a suspension at once', async () => {
    const { id, personalSpaceId } = await open();
    expect(await reader().standingOf(id)).toEqual({ status: 'active', personalSpaceId });
    await setStatus(dynamo.client, dynamo.tables.accounts, id, 'suspended');
    expect((await reader().standingOf(id))?.status).toBe('suspended');
    expect((await reader().contactsOf([id])).get(id)?.status).toBe('suspended');
  });

  it('do not leave out who was opened or reinstated a moment ago, when a cheap read does not know it yet', async () => {
    const [known, opened, reinstated] = await Promise.all([open(), open(), open()]);
    const stale = behindBy(
      new Map([
        [opened.id, undefined],
        [reinstated.id, { ...reinstated, pk: reinstated.id, status: 'suspended' }],
      ]),
    );
    const contacts = await accountReader(stale, dynamo.tables.accounts).contactsOf([known.id, opened.id, reinstated.id]);
    expect(contacts).toEqual(
      new Map([known, opened, reinstated].map(({ id, email, personalSpaceId }) => [id, { email, status: 'active', personalSpaceId }])),
    );
  });

  it('are nothing for an account that does not exist', async () => {
    expect(await reader().standingOf(AccountId.parse(randomUUID()))).toBeUndefined();
    expect(await reader().contactsOf([])).toEqual(new Map());
  });
});

describe('titles of fiches', () => {
  it('are those of today, by audience, and nothing for a fiche that never was', async () => {
    const [live, removed, unknown] = [aFiche('F265'), aFiche('F265', 'associations'), aFiche('F1')];
    const put = (fiche: typeof live, title: string, status: string) =>
      dynamo.client.send(
        new PutCommand({
          TableName: dynamo.tables.fiches,
          Item: { pk: ficheKey(fiche), sk: 'fiche', title, status, description: 'Autre' },
        }),
      );
    await Promise.all([put(live, 'Carte Vitale', 'live'), put(removed, 'Carte d’adhérent', 'removed')]);
    const titles = ficheTitles(dynamo.client, dynamo.tables.fiches);
    expect(await titles([live, removed, unknown, live])).toEqual(
      new Map([
        ['particuliers#F265', { title: 'Carte Vitale', status: 'live' }],
        ['associations#F265', { title: 'Carte d’adhérent', status: 'removed' }],
      ]),
    );
  });
});
