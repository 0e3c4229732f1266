import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { memberIdOf } from '../../functions/shared/member-id.ts';
import { listMembers } from '../../functions/spaces/list-members.ts';
import { AccountId, SpaceId } from '../../schemas/account.ts';
import type { MemberId } from '../../schemas/space.ts';

const spaceId = SpaceId.parse(randomUUID());
const anAccount = () => AccountId.parse(randomUUID());
const joinedAt = '2026-03-01T08:00:00.000Z';

const listFor = (caller: AccountId, present: AccountId[], names: [AccountId, string][]) => {
  const list = listMembers({
    members: {
      listOf: async () => present.map((accountId) => ({ accountId, memberId: memberIdOf(spaceId, accountId), joinedAt })),
      namesIn: async () => new Map(names.map(([accountId, name]): [MemberId, string] => [memberIdOf(spaceId, accountId), name])),
    },
  });
  return list({ params: { spaceId } }, { caller: { accountId: caller } } as Parameters<typeof list>[1]);
};

it('tells who belongs to a space, and apart from them who did, each by name', async () => {
  const [ada, bo, cam, eve] = [anAccount(), anAccount(), anAccount(), anAccount()];
  const { items, former } = await listFor(
    bo,
    [bo, ada],
    [
      [eve, 'Ève'],
      [bo, 'Bo'],
      [cam, 'Cam'],
      [ada, 'Ada'],
    ],
  );
  expect(items.map(({ name, you }) => [name, you])).toEqual([
    ['Ada', false],
    ['Bo', true],
  ]);
  expect(former).toEqual([
    { id: memberIdOf(spaceId, cam), name: 'Cam' },
    { id: memberIdOf(spaceId, eve), name: 'Ève' },
  ]);
});

it('names nobody in a personal space', async () => {
  const ada = anAccount();
  expect(await listFor(ada, [ada], [])).toEqual({
    items: [{ id: memberIdOf(spaceId, ada), name: null, joinedAt, you: true }],
    former: [],
  });
});
