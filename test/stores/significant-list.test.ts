import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignificantList, significantList } from '../../functions/fiches/store/significant-list.ts';
import { aDeclaredRevision } from '../doubles/declared-revision.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

let dynamo: DynamoForTests;
let list: SignificantList;
const famille = { audience: 'particuliers' as const, themeId: 'N19805', title: 'Famille' };
const argent = { audience: 'particuliers' as const, themeId: 'N19803', title: 'Argent' };
const at = (day: number): string => `2026-03-0${day}T08:00:00.000Z`;

beforeAll(async () => {
  dynamo = await startDynamo();
  list = significantList(dynamo.client, dynamo.tables.feeds);
  await list.add(aDeclaredRevision('F3', at(3), { theme: argent }));
  await list.add(aDeclaredRevision('F1', at(1)));
  await list.add(aDeclaredRevision('F2', at(2)));
});
afterAll(() => dynamo.stop());

const listed = async (...asked: Parameters<SignificantList['latest']>): Promise<string[]> =>
  (await list.latest(...asked)).map(({ revision }) => revision.ficheId);

describe('what was declared significant', () => {
  it('is listed by its declaration, the last one first, whenever it was told', async () => {
    expect(await listed(50)).toEqual(['F3', 'F2', 'F1']);
    expect(await listed(2)).toEqual(['F3', 'F2']);
  });

  it('is listed under the theme of its fiche', async () => {
    expect(await listed(50, famille)).toEqual(['F2', 'F1']);
    expect(await listed(50, argent)).toEqual(['F3']);
    expect(await listed(50, { ...argent, audience: 'associations' })).toEqual([]);
  });

  it('is read as it was told', async () => {
    expect((await list.latest(1))[0]).toEqual(aDeclaredRevision('F3', at(3), { theme: argent }));
  });

  it('stays where it was told first when it is told again after its fiche has moved', async () => {
    expect((await list.add(aDeclaredRevision('F2', at(2), { theme: argent }))).theme).toEqual(famille);
    expect(await listed(50)).toEqual(['F3', 'F2', 'F1']);
    expect(await listed(50, argent)).toEqual(['F3']);
  });

  it('comes under its theme at the second telling when the first one ended half-way', async () => {
    const halfway = aDeclaredRevision('F4', at(4));
    const client = { send: dynamo.client.send.bind(dynamo.client), puts: 0 };
    const stopping = new Proxy(dynamo.client, {
      get: (target, property) => {
        if (property !== 'send') return Reflect.get(target, property) as unknown;
        return async (command: Parameters<typeof client.send>[0]) => {
          client.puts++;
          if (client.puts === 2) throw new Error('stopped');
          return client.send(command);
        };
      },
    });
    await expect(significantList(stopping, dynamo.tables.feeds).add(halfway)).rejects.toThrow('stopped');
    expect(await listed(50, famille)).toEqual(['F2', 'F1']);
    await list.add(halfway);
    expect(await listed(50, famille)).toEqual(['F4', 'F2', 'F1']);
    expect(await listed(50)).toEqual(['F4', 'F3', 'F2', 'F1']);
  });
});
