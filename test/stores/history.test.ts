import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listHistory } from '../../functions/accounts/list-history.ts';
import { historyStore } from '../../functions/accounts/store/history.ts';
import { historyWrite } from '../../functions/shared/store/history.ts';
import { AccountId } from '../../schemas/account.ts';
import type { HistoryKind, HistoryTheme } from '../../schemas/history.ts';
import { routes } from '../../schemas/routes/index.ts';
import { readerContextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const now = new Date('2026-03-01T08:00:00.000Z');
const YEARS = 365 * 86_400_000;

let dynamo: DynamoForTests;
let accountId: AccountId;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  accountId = AccountId.parse(randomUUID());
});

const store = () => historyStore(dynamo.client, dynamo.tables.history, () => now);
const happened = (kind: HistoryKind, minutesAgo: number, whose = accountId) =>
  dynamo.commit({
    writes: [
      historyWrite(dynamo.tables.history, {
        accountId: whose,
        at: new Date(now.getTime() - minutesAgo * 60_000),
        kind,
        by: { type: 'self' },
      }),
    ],
  });
const page = async (query: { limit: number; cursor?: string | undefined; theme?: HistoryTheme }) =>
  routes.listHistory.response.parse(await listHistory({ store: store() })({ query }, readerContextOf(accountId)));

describe('the history of an account', () => {
  it('is read from the latest on, in words, page by page, and of nobody else', async () => {
    for (let minutes = 1; minutes <= 7; minutes++) await happened(minutes % 2 ? 'signed-in' : 'password-changed', minutes);
    await happened('signed-in', 3, AccountId.parse(randomUUID()));
    const read: string[] = [];
    let cursor: string | null | undefined;
    do {
      const { items, next } = await page({ limit: 3, cursor: cursor ?? undefined });
      read.push(...items.map(({ at, label }) => `${at.slice(14, 16)} ${label}`));
      cursor = next;
    } while (cursor);
    expect(read).toEqual([
      '59 Connexion',
      '58 Changement du mot de passe',
      '57 Connexion',
      '56 Changement du mot de passe',
      '55 Connexion',
      '54 Changement du mot de passe',
      '53 Connexion',
    ]);
  });

  it('is read by theme, and no page is empty before the last', async () => {
    for (let minutes = 1; minutes <= 30; minutes++) await happened(minutes % 10 ? 'signed-in' : 'consent-given', minutes);
    const first = await page({ limit: 2, theme: 'exchanges' });
    expect(first.items.map(({ kind, theme }) => [kind, theme])).toEqual([
      ['consent-given', 'exchanges'],
      ['consent-given', 'exchanges'],
    ]);
    const second = await page({ limit: 2, theme: 'exchanges', cursor: first.next ?? undefined });
    expect(second).toMatchObject({ items: [{ kind: 'consent-given' }], next: null });
    expect((await page({ limit: 2, theme: 'leaving' })).items).toEqual([]);
  });

  it('is not opened by a cursor of somebody else', async () => {
    await happened('signed-in', 1);
    await happened('signed-in', 2);
    const { next } = await page({ limit: 1 });
    accountId = AccountId.parse(randomUUID());
    await expect(page({ limit: 1, cursor: next ?? undefined })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('forgets after three years, also what the engine has not yet taken away', async () => {
    await happened('signed-in', (3 * YEARS) / 60_000 + 1);
    await happened('password-changed', (3 * YEARS) / 60_000 - 1);
    expect((await page({ limit: 5 })).items.map(({ kind }) => kind)).toEqual(['password-changed']);
  });

  it('is gone to the last line once it is erased', async () => {
    await happened('signed-in', 1);
    await happened('signed-in', (3 * YEARS) / 60_000 + 1);
    await store().erase(accountId);
    await store().erase(accountId);
    expect((await page({ limit: 5 })).items).toEqual([]);
  });
});
