import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberIdOf } from '../../functions/shared/member-id.ts';
import { Problem } from '../../functions/shared/problem.ts';
import { writeOfAction } from '../../functions/shared/store/space-actions.ts';
import { type Feed, feedOf } from '../../functions/spaces/store/feed.ts';
import { memberReader } from '../../functions/spaces/store/members.ts';
import { type SpaceStore, spaceStore } from '../../functions/spaces/store/spaces.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import { MOST_ASSOCIATIONS } from '../../schemas/space.ts';
import type { ActionKind } from '../../schemas/space-action.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';

const anAccountId = () => AccountId.parse(randomUUID());
const trailOf = (actor: AccountId) => ({ actor, action: 'space.created', correlationId: 'request' });
const aSpace = (name = 'Les Amis du quai') => ({
  id: SpaceId.parse(randomUUID()),
  name,
  createdAt: '2026-03-01T08:00:00.000Z',
  members: 1,
  version: 1,
});

let dynamo: DynamoForTests;
let store: SpaceStore;
let feed: Feed;
beforeAll(async () => {
  dynamo = await startDynamo();
  store = spaceStore(dynamo.client, dynamo.tables, dynamo.commit);
  feed = feedOf(dynamo.client, dynamo.tables.actions);
});
afterAll(() => dynamo.stop());

const found = async (name?: string) => {
  const [space, accountId] = [aSpace(name), anAccountId()];
  await store.create(space, { accountId, name: 'Camille Martin', at: new Date(space.createdAt), trail: trailOf(accountId) });
  return { space, accountId };
};

describe('an association', () => {
  it('exists at once, in the list of whoever added it and of nobody else', async () => {
    const { space, accountId } = await found();
    expect(await store.find(space.id)).toEqual(space);
    expect(await store.listOf(accountId)).toEqual([space]);
    expect(await store.listOf(anAccountId())).toEqual([]);
  });

  it('has its first member, under the name that they gave', async () => {
    const { space, accountId } = await found();
    const members = memberReader(dynamo.client, dynamo.tables);
    const memberId = memberIdOf(space.id, accountId);
    expect(await members.listOf(space.id)).toEqual([{ accountId, memberId, joinedAt: space.createdAt }]);
    expect(await members.namesOf(space.id, [memberId])).toEqual(new Map([[memberId, 'Camille Martin']]));
    expect(await members.namesIn(space.id)).toEqual(new Map([[memberId, 'Camille Martin']]));
  });

  it('tells in its feed who created it', async () => {
    const { space, accountId } = await found();
    expect((await feed.page(space.id, { limit: 10 })).items).toMatchObject([
      { kind: 'space.created', actor: 'member', memberId: memberIdOf(space.id, accountId), objectName: space.name, at: space.createdAt },
    ]);
  });

  it('is refused to an account that has as many as it may, however many it adds at once', async () => {
    const accountId = anAccountId();
    const add = () => store.create(aSpace(), { accountId, name: 'Camille', at: new Date(), trail: trailOf(accountId) });
    for (let added = 0; added < MOST_ASSOCIATIONS - 2; added++) await add();
    const outcomes = await Promise.all([add(), add(), add(), add()]);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(2);
    expect(await store.listOf(accountId)).toHaveLength(MOST_ASSOCIATIONS);
  });
});

describe('a feed', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 3, 1, 8, minute));
  const spaceId = SpaceId.parse(randomUUID());
  const [ada, bo] = [anAccountId(), anAccountId()];
  const write = (minute: number, kind: ActionKind, accountId: AccountId, space = spaceId) =>
    dynamo.commit({
      writes: [
        writeOfAction(dynamo.tables.actions, {
          spaceId: space,
          kind,
          by: { accountId },
          at: at(minute),
          object: { id: 'd', name: `${minute}` },
        }),
      ],
    });
  beforeAll(async () => {
    for (let minute = 0; minute < 12; minute++)
      await write(minute, minute % 3 === 0 ? 'document.deleted' : 'document.added', minute % 2 === 0 ? ada : bo);
  });
  const names = async (query: Parameters<Feed['page']>[1], space = spaceId) => {
    const read: (string | undefined)[] = [];
    let cursor: string | undefined;
    do {
      const { items, next } = await feed.page(space, { ...query, cursor });
      read.push(...items.map(({ objectName }) => objectName));
      cursor = next ?? undefined;
    } while (cursor);
    return read.map(Number);
  };

  it('is read page by page, the newest first', async () => {
    expect(await names({ limit: 5 })).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('is narrowed to a kind, to a person, or to both', async () => {
    const memberId = memberIdOf(spaceId, ada);
    expect(await names({ limit: 2, kind: 'document.deleted' })).toEqual([9, 6, 3, 0]);
    expect(await names({ limit: 4, memberId })).toEqual([10, 8, 6, 4, 2, 0]);
    expect(await names({ limit: 1, memberId, kind: 'document.deleted' })).toEqual([6, 0]);
  });

  it('shows nothing of another space, nor to a cursor of another one or of another question', async () => {
    const other = SpaceId.parse(randomUUID());
    await write(1, 'document.added', ada, other);
    expect(await names({ limit: 5 }, other)).toEqual([1]);
    const { next } = await feed.page(spaceId, { limit: 2 });
    const cursor = next ?? undefined;
    expect(cursor).toBeDefined();
    await expect(feed.page(other, { limit: 2, cursor })).rejects.toThrow(Problem);
    await expect(feed.page(spaceId, { limit: 2, cursor, kind: 'document.added' })).rejects.toThrow(Problem);
    expect(await names({ limit: 5, memberId: memberIdOf(other, ada) })).toEqual([]);
  });
});
