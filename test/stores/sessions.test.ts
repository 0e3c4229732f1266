import { randomUUID } from 'node:crypto';
import { PutCommand, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedSession } from '../../functions/identity/store/closed-session.ts';
import { providerAdapter } from '../../functions/identity/store/provider-adapter.ts';
import { type SessionStore, sessionStore } from '../../functions/identity/store/sessions.ts';
import { AccountId } from '../../schemas/account.ts';
import { SessionId } from '../../schemas/session.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const NOW = Date.parse('2026-11-30T08:00:00Z');
const clock = () => new Date(NOW);

describe('sessions, as their owner sees to them', () => {
  let dynamo: DynamoForTests;
  let sessions: SessionStore;
  let camille: AccountId;
  let trail: { actor: AccountId; action: string; correlationId: string };
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  beforeEach(() => {
    camille = AccountId.parse(randomUUID());
    trail = { actor: camille, action: 'session.closed', correlationId: 'test' };
    sessions = sessionStore({ client: dynamo.client, tables: dynamo.tables, commit: dynamo.commit, clock });
  });

  const adapter = (agent = 'Firefox') =>
    providerAdapter({
      client: dynamo.client,
      table: dynamo.tables.oidc,
      clock,
      findClient: async () => undefined,
      visit: () => ({ agent, action: undefined, correlationId: 'test' }),
      findRecord: () => undefined,
    })('Session');
  const begin = async (secondsAgo: number, { accountId = camille, lasts = 3600 } = {}): Promise<SessionId> => {
    const uid = SessionId.parse(randomUUID());
    await adapter().upsert(`cookie-${uid}`, { uid, accountId, loginTs: NOW / 1000 - secondsAgo }, lasts);
    return uid;
  };
  const open = async () => (await sessions.of(camille)).map(({ id }) => id);

  it('are those that are open, with the browser and without what opens them', async () => {
    const uid = await begin(60);
    await begin(7200, { lasts: -1 });
    const found = await sessions.of(camille);
    expect(found).toEqual([{ id: uid, agent: 'Firefox', openedAt: '2026-11-30T07:59:00.000Z', lastSeenAt: '2026-11-30T08:00:00.000Z' }]);
    expect(JSON.stringify(found)).not.toContain('cookie-');
  });

  it('are closed one by one, with a line of history, and only by their owner', async () => {
    const [one, other] = [await begin(60), await begin(30)];
    const stranger = AccountId.parse(randomUUID());
    expect(await sessions.close(stranger, one, { ...trail, actor: stranger })).toBe(false);
    expect(await sessions.close(camille, one, trail)).toBe(true);
    expect(await sessions.close(camille, one, trail)).toBe(false);
    expect(await open()).toEqual([other]);
    expect(await adapter().findByUid(one)).toBeUndefined();
    const { Items = [] } = await dynamo.client.send(
      new QueryCommand({
        TableName: dynamo.tables.history,
        KeyConditionExpression: 'pk = :me',
        ExpressionAttributeValues: { ':me': camille },
      }),
    );
    expect(Items.map(({ kind }) => String(kind))).toEqual(['session-closed']);
  });

  it('are closed all at once, however many, and leave nothing that opens', async () => {
    for (let count = 0; count < 45; count += 1) await begin(count);
    await sessions.closeAll(camille, trail);
    expect(await open()).toEqual([]);
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.oidc }));
    expect(Items.filter(({ accountId }) => accountId === camille)).toEqual([]);
  });

  it('stay closed when a request that was at them at that instant keeps them anew', async () => {
    const [one, other, third] = [await begin(60), await begin(30), await begin(20)];
    const read = await Promise.all([one, other, third].map((uid) => adapter().findByUid(uid)));
    await sessions.close(camille, one, trail);
    await sessions.endBegun(camille, new Date(NOW - 30_000));
    await sessions.closeAll(camille, trail);
    for (const { jti, ...payload } of read.map((found) => found ?? {})) await adapter().upsert(String(jti), payload, 3600);
    expect(await open()).toEqual([]);
    for (const uid of [one, other, third]) {
      expect(await adapter().findByUid(uid)).toBeUndefined();
      expect(await adapter().find(`cookie-${uid}`)).toBeUndefined();
    }
  });

  it('are listed without one that was closed a moment ago, of which the index does not know yet', async () => {
    const uid = await begin(60);
    const Item = { ...closedSession(`Session#${randomUUID()}`, NOW / 1000), accountId: camille };
    await dynamo.client.send(new PutCommand({ TableName: dynamo.tables.oidc, Item }));
    expect(await open()).toEqual([uid]);
    await sessions.closeAll(camille, trail);
    expect(await open()).toEqual([]);
  });

  it('that began by a former password end, but the one in which it was changed and those that began since', async () => {
    const [former, twin, own, later] = [await begin(600), await begin(300), await begin(300), await begin(-60)];
    const told = () => sessions.endBegun(camille, clock(), own);
    await told();
    await told();
    expect(new Set(await open())).toEqual(new Set([own, later]));
    for (const ended of [former, twin]) expect(await adapter().findByUid(ended)).toBeUndefined();
  });
});
