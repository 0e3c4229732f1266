import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashAddress } from '../../functions/shared/address.ts';
import { anAccount } from '../doubles/accounts.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { everyHolder, leavingScene, MINUTE, PAUSE } from '../doubles/leaving-scene.ts';

let dynamo: DynamoForTests;
let scene: ReturnType<typeof leavingScene>;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(async () => {
  scene = leavingScene(dynamo);
  await scene.open();
});

describe('leaving', () => {
  it('waits seven days, which the account itself says, and is asked for once', async () => {
    const asked = await scene.ask();
    expect(asked).toEqual({ askedAt: '2026-03-01T08:00:00.000Z', dueAt: '2026-03-08T08:00:00.000Z' });
    scene.pass(MINUTE);
    expect(await scene.ask()).toEqual(asked);
    expect((await scene.found())?.deletion).toEqual(asked);
    scene.pass(PAUSE - 2 * MINUTE);
    await scene.reconcile();
    expect((await scene.found())?.status).toBe('active');
    expect(await scene.events()).toEqual(['account.deletion-asked']);
  });

  it('is not for somebody who works here, before their role has ended', async () => {
    scene = leavingScene(dynamo, 'agent');
    await scene.open();
    await expect(scene.ask()).rejects.toMatchObject({ kind: 'staff-account' });
  });

  it('can be called back until the account is closed, and asked for anew after that', async () => {
    await scene.ask();
    await scene.callBack();
    expect((await scene.found())?.deletion).toBeUndefined();
    await expect(scene.callBack()).rejects.toMatchObject({ kind: 'deletion-not-waiting' });
    scene.pass(PAUSE);
    await scene.reconcile();
    expect((await scene.found())?.status).toBe('active');
    await scene.ask();
    scene.pass(PAUSE);
    await scene.reconcile();
    await expect(scene.callBack()).rejects.toMatchObject({ kind: 'deletion-not-waiting' });
  });

  it('is either called back or begun when both come at once, never both', async () => {
    await scene.ask();
    scene.pass(PAUSE);
    const [called] = await Promise.allSettled([scene.callBack(), scene.reconcile()]);
    expect((await scene.found())?.status).toBe(called.status === 'fulfilled' ? 'active' : 'closed');
  });

  it('closes the account, for good, and erases only after the last access tokens have ended', async () => {
    await scene.ask();
    scene.pass(PAUSE);
    await scene.reconcile();
    expect((await scene.found())?.status).toBe('closed');
    scene.pass(9 * MINUTE);
    await scene.reconcile();
    expect(await scene.events()).not.toContain('account.erased');
    scene.pass(2 * MINUTE);
    await scene.reconcile();
    expect(await scene.events()).toContain('account.erased');
  });

  it('tells every holder again while one is missing, and ends with the last one, with one last letter', async () => {
    await scene.ask();
    scene.pass(PAUSE);
    await scene.reconcile();
    scene.pass(11 * MINUTE);
    await scene.reconcile();
    const id = await scene.erasureId();
    for (const holder of everyHolder.slice(1)) await scene.erased(holder, id);
    scene.pass(31 * MINUTE);
    await scene.reconcile();
    expect((await scene.events()).filter((type) => type === 'account.erased')).toHaveLength(2);
    expect(scene.letters.posted).toEqual([]);
    const last = everyHolder[0];
    await scene.erased(last, id);
    await scene.erased(last, id);
    expect(scene.letters.posted).toMatchObject([{ to: scene.account.email, letter: { subject: 'Votre compte est supprimé' } }]);
    expect(await scene.found()).toBeUndefined();
  });

  it('leaves its address to whoever comes next, and a record that leads to nobody', async () => {
    await scene.ask();
    scene.pass(PAUSE);
    await scene.reconcile();
    scene.pass(11 * MINUTE);
    await scene.reconcile();
    const id = await scene.erasureId();
    for (const holder of everyHolder) await scene.erased(holder, id);
    const { Item } = await dynamo.client.send(
      new GetCommand({ TableName: dynamo.tables.leaving, Key: { pk: `erased#${id}`, sk: 'record' } }),
    );
    expect(Object.keys(Item ?? {}).sort()).toEqual(['askedAt', 'erasedAt', 'expiresAt', 'pk', 'sk']);
    for (const table of ['accounts', 'memberships', 'leaving'] as const) {
      const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables[table] }));
      const text = JSON.stringify(Items);
      for (const trace of [scene.account.id, scene.account.email, hashAddress(scene.account.email), scene.account.personalSpaceId])
        expect(text).not.toContain(trace);
    }
    const again = { ...anAccount(), email: scene.account.email };
    expect(await scene.accounts.open(again, scene.trail)).toBe(true);
  });

  it('ends although the worker was killed between the letter and the last step', async () => {
    await scene.ask();
    scene.pass(PAUSE);
    await scene.reconcile();
    scene.pass(11 * MINUTE);
    await scene.reconcile();
    const id = await scene.erasureId();
    for (const holder of everyHolder.slice(1)) await scene.erased(holder, id);
    const end = () => Promise.reject(new Error('killed'));
    await expect(scene.erased(everyHolder[0], id, { end })).rejects.toThrow('killed');
    await scene.erased(everyHolder[0], id);
    expect(scene.letters.posted).toHaveLength(1);
    expect(await scene.found()).toBeUndefined();
  });
});
