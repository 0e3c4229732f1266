import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeletionStore } from '../../functions/accounts/store/leaving/deletions.ts';
import { ExportId } from '../../schemas/leaving.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { leavingScene, MINUTE, PAUSE } from '../doubles/leaving-scene.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());

describe('what is late', () => {
  it('of one is not held up by another that fails', async () => {
    const first = leavingScene(dynamo);
    const second = leavingScene(dynamo);
    for (const scene of [first, second]) {
      await scene.open();
      await scene.ask();
    }
    second.pass(PAUSE);
    const close: DeletionStore['close'] = async (deletion, at) => {
      if (deletion.pk === first.account.id) throw new Error('throttled');
      return second.deletions.close(deletion, at);
    };
    await expect(second.reconcile({ close })).rejects.toThrow('throttled');
    expect((await second.found())?.status).toBe('closed');
    expect((await first.found())?.status).toBe('active');
  });

  it('as a copy is asked for again after ten minutes, and given up after a day so that its owner may ask anew', async () => {
    const scene = leavingScene(dynamo);
    await scene.open();
    const { id: accountId, personalSpaceId } = scene.account;
    const at = scene.clock();
    const exportId = ExportId.parse(randomUUID());
    const asked = { accountId, personalSpaceId, exportId, seen: { askedAt: [], version: 0 }, recent: [at.toISOString()], at };
    await scene.copies.ask(asked, scene.trail);
    scene.pass(9 * MINUTE);
    await scene.reconcile();
    expect(await scene.events()).toEqual(['account.export-asked']);
    scene.pass(2 * MINUTE);
    await scene.reconcile();
    expect(await scene.events()).toEqual(['account.export-asked', 'account.export-asked']);
    scene.pass(25 * 60 * MINUTE);
    await scene.reconcile();
    expect(await scene.copies.list(accountId)).toEqual([]);
  });
});
