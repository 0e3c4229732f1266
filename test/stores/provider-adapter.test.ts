import { randomUUID } from 'node:crypto';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Adapter } from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { providerAdapter } from '../../functions/identity/store/provider-adapter.ts';
import { type ProviderVisit, providerRecords } from '../../functions/identity/store/provider-records.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const START = Date.parse('2026-11-30T08:00:00Z');

describe('what the provider keeps', () => {
  let dynamo: DynamoForTests;
  let now: number;
  let visit: ProviderVisit | undefined;
  let models: (model: string) => Adapter;
  beforeAll(async () => {
    dynamo = await startDynamo();
  });
  afterAll(() => dynamo.stop());
  beforeEach(() => {
    now = START;
    visit = undefined;
    models = providerAdapter({
      client: dynamo.client,
      table: dynamo.tables.oidc,
      clock: () => new Date(now),
      findClient: async (id) => (id === 'mediatheque' ? { client_id: id } : undefined),
      visit: () => visit,
      findRecord: providerRecords({ tables: dynamo.tables, clock: () => new Date(now), visit: () => visit }),
    });
  });
  const after = (seconds: number) => {
    now += seconds * 1000;
  };

  it('is found until its time is over, even before the table has deleted it', async () => {
    const grants = models('Grant');
    await grants.upsert('grant-1', { accountId: 'a', clientId: 'site' }, 60);
    expect(await grants.find('grant-1')).toMatchObject({ jti: 'grant-1', accountId: 'a' });
    after(60);
    expect(await grants.find('grant-1')).toBeUndefined();
  });

  it('is a code once, however many ask at the same instant', async () => {
    const codes = models('AuthorizationCode');
    await codes.upsert('code-1', { grantId: 'g' }, 60);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => codes.consume('code-1')));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toMatchObject({ error: 'invalid_grant' });
    expect(await codes.find('code-1')).toMatchObject({ consumed: START / 1000 });
  });

  const recordsOf = async (accountId: string) => {
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.audit, ConsistentRead: true }));
    return Items.filter(({ pk }) => pk === accountId);
  };
  const acting = (action: string) => {
    visit = { agent: 'Firefox', action, correlationId: 'request-1' };
    return randomUUID();
  };

  it('leaves one record of the tokens that a client got for a person, however often the code comes', async () => {
    const accountId = acting('token.given');
    const codes = models('AuthorizationCode');
    await codes.upsert('code-2', { accountId, clientId: 'mediatheque', grantId: 'g' }, 60);
    const tries = await Promise.allSettled([codes.consume('code-2'), codes.consume('code-2')]);
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const records = await recordsOf(accountId);
    expect(records).toMatchObject([{ action: 'token.given', about: { clientId: 'mediatheque' }, correlationId: 'request-1' }]);
    expect(JSON.stringify(records)).not.toContain('code-2');
  });

  it('reads a code once for the request that uses it up, and anew for any other', async () => {
    const accountId = acting('token.given');
    const codes = models('AuthorizationCode');
    for (const id of ['code-3', 'code-4', 'code-5']) await codes.upsert(id, { accountId, clientId: 'mediatheque', grantId: 'g' }, 60);
    const sent = vi.spyOn(dynamo.client, 'send');
    const reads = () => sent.mock.calls.filter(([command]) => command instanceof GetCommand).length;
    await codes.find('code-3');
    await codes.consume('code-3');
    expect(reads()).toBe(1);
    await expect(codes.consume('code-3')).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(reads()).toBe(1);
    await codes.consume('code-4');
    expect(reads()).toBe(2);
    await codes.find('code-5');
    acting('token.given');
    await codes.consume('code-5');
    expect(reads()).toBe(4);
    sent.mockRestore();
    expect(await recordsOf(accountId)).toHaveLength(3);
  });

  it('leaves a record of a token that is revoked and of a session that is left, in the very change that ends them', async () => {
    const accountId = acting('token.revoked');
    await models('RefreshToken').upsert('refresh-9', { accountId, clientId: 'site', grantId: 'g' }, 60);
    await models('RefreshToken').destroy('refresh-9');
    acting('session.signed-out');
    await models('Session').upsert('session-9', { accountId, uid: 'uid-9' }, 60);
    await models('Session').destroy('session-9');
    expect([await models('Session').find('session-9'), await models('Session').findByUid('uid-9')]).toEqual([undefined, undefined]);
    await models('Session').destroy('session-9');
    expect(new Set((await recordsOf(accountId)).map(({ action }) => action))).toEqual(new Set(['token.revoked', 'session.signed-out']));
    expect(await recordsOf(accountId)).toHaveLength(2);
  });

  it('leaves no record of a session that only changes its name, nor of one in which nobody is', async () => {
    const accountId = acting('session.opened');
    await models('Session').upsert('session-10', { accountId, uid: 'uid-10' }, 60);
    await models('Session').destroy('session-10');
    acting('session.signed-out');
    await models('Session').upsert('session-11', { uid: 'uid-11' }, 60);
    await models('Session').destroy('session-11');
    expect([await models('Session').find('session-11'), await recordsOf(accountId)]).toEqual([undefined, []]);
  });

  it('forgives a refresh token that comes again within ten seconds, and knows it as used from then on', async () => {
    const tokens = models('RefreshToken');
    await tokens.upsert('refresh-1', { grantId: 'g' }, 3600);
    await Promise.all([tokens.consume('refresh-1'), tokens.consume('refresh-1')]);
    after(9);
    expect(await tokens.find('refresh-1')).not.toHaveProperty('consumed');
    await tokens.consume('refresh-1');
    after(1);
    expect(await tokens.find('refresh-1')).toMatchObject({ consumed: START / 1000 });
  });

  it('never holds a token that could be used: who reads the table has its digest', async () => {
    const kept = ['AuthorizationCode', 'RefreshToken', 'AccessToken', 'ClientCredentials'];
    for (const model of kept) await models(model).upsert(`secret-of-${model}`, { jti: `secret-of-${model}`, grantId: 'secrets' }, 60);
    const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.oidc }));
    expect(Items.length).toBeGreaterThanOrEqual(kept.length);
    expect(JSON.stringify(Items)).not.toContain('secret-of');
    for (const model of kept) expect(await models(model).find(`secret-of-${model}`)).toMatchObject({ jti: `secret-of-${model}` });
  });

  it('takes an assertion once, and once more when the first was forgotten', async () => {
    const seen = models('ReplayDetection');
    const tries = await Promise.allSettled([seen.upsert('assertion', {}, 60), seen.upsert('assertion', {}, 60)]);
    expect(tries.map(({ status }) => status).toSorted((one, other) => one.localeCompare(other))).toEqual(['fulfilled', 'rejected']);
    after(61);
    await seen.upsert('assertion', {}, 60);
  });

  it('leads to a session by its second name, also after the session was renamed', async () => {
    const sessions = models('Session');
    await sessions.upsert('before', { uid: 'uid-1', accountId: 'camille' }, 600);
    await sessions.upsert('after', { uid: 'uid-1', accountId: 'camille' }, 600);
    await sessions.destroy('before');
    expect(await sessions.findByUid('uid-1')).toMatchObject({ jti: 'after' });
    await sessions.destroy('after');
    expect(await sessions.findByUid('uid-1')).toBeUndefined();
  });

  it.each([
    ['a sign-out', 'session.signed-out', true],
    ['a new name of it', 'session.opened', true],
    ['a sign-out of nobody', 'session.signed-out', false],
  ])('is a session no more after %s, though a tab that renews at that instant keeps it again', async (_end, action, somebody) => {
    const [sessions, id, uid] = [models('Session'), randomUUID(), randomUUID()];
    acting(action);
    await sessions.upsert(id, { uid, ...(somebody && { accountId: randomUUID() }) }, 600);
    const read = await sessions.find(id);
    if (!read) throw new Error('no session');
    await sessions.destroy(id);
    await sessions.upsert(id, read, 600);
    expect([await sessions.find(id), await sessions.findByUid(uid)]).toEqual([undefined, undefined]);
    await sessions.destroy(id);
    expect(await sessions.find(id)).toBeUndefined();
  });

  it('ends all that one grant gave and nothing else, however much it is', async () => {
    const tokens = models('RefreshToken');
    for (let first = 0; first < 60; first += 1) await tokens.upsert(`of-many-${first}`, { grantId: 'many' }, 600);
    await tokens.upsert('of-another', { grantId: 'another' }, 600);
    await models('AuthorizationCode').upsert('of-many-too', { grantId: 'many' }, 600);
    await tokens.revokeByGrantId('many');
    expect(await tokens.find('of-many-0')).toBeUndefined();
    expect(await tokens.find('of-many-59')).toBeUndefined();
    expect(await tokens.find('of-another')).toBeDefined();
    expect(await models('AuthorizationCode').find('of-many-too')).toBeDefined();
  });

  it('asks clients of those who are registered, and of nobody else', async () => {
    await dynamo.client.send(
      new PutCommand({ TableName: dynamo.tables.oidc, Item: { pk: 'Client#forged', payload: { client_id: 'forged' } } }),
    );
    expect(await models('Client').find('mediatheque')).toEqual({ client_id: 'mediatheque' });
    expect(await models('Client').find('forged')).toBeUndefined();
  });
});
