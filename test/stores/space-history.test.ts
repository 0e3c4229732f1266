import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { personReader } from '../../functions/shared/store/person.ts';
import { closeDueSpaces } from '../../functions/spaces/close-due-spaces.ts';
import { closings } from '../../functions/spaces/store/closings.ts';
import { memberReader } from '../../functions/spaces/store/members.ts';
import { spaceReader } from '../../functions/spaces/store/space-reader.ts';
import type { Account } from '../../schemas/account.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { setStatus } from '../doubles/set-status.ts';
import { type SpacesWorld, spacesWorld } from '../doubles/spaces-world.ts';

let dynamo: DynamoForTests;
let log: ReturnType<typeof keepLogLines>;
let world: SpacesWorld;
let now = Date.parse('2026-05-01T08:00:00.000Z');
const clock = () => new Date((now += 1));
beforeAll(async () => {
  dynamo = await startDynamo();
  world = spacesWorld(dynamo, clock);
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const historyOf = async ({ id }: Account) => {
  const { Items = [] } = await dynamo.client.send(
    new QueryCommand({
      TableName: dynamo.tables.history,
      KeyConditionExpression: 'pk = :account',
      ExpressionAttributeValues: { ':account': id },
    }),
  );
  return Items.map(({ kind, by, what, why }) => [kind, by.type, what, ...(why ? [why] : [])]);
};
const create = async (founder: Account) => ({
  spaceId: (await world.call('createSpace', founder, { body: { name: 'Club', memberName: 'Ada' } })).body?.id ?? '',
});
const join = async (by: Account, params: { spaceId: string }, person: Account) => {
  await world.call('inviteMember', by, { params, body: { email: person.email } });
  const invitationLink = (await world.call('listMyInvitations', person)).body?.items[0]?.link ?? '';
  expect((await world.call('acceptInvitation', person, { params: { invitationLink }, body: { name: 'Bo' } })).status).toBe(201);
};
const remove = async (by: Account, params: { spaceId: string }) => {
  const members = (await world.call('listMembers', by, { params })).body?.items ?? [];
  const other = members.find((member) => !(member as unknown as { you: boolean }).you);
  return world.call('removeMember', by, { params: { ...params, memberId: other?.id ?? '' }, body: { reason: 'Départ du bureau' } });
};

describe('the history of an account', () => {
  it('tells each person how they came into an association and went out of it, and names nobody else', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    await join(ada, params, bo);
    await world.call('leaveSpace', bo, { params });
    await join(ada, params, bo);
    await remove(ada, params);
    expect(await historyOf(ada)).toEqual([['space-created', 'self', '« Club »']]);
    expect(await historyOf(bo)).toEqual([
      ['space-joined', 'self', '« Club »'],
      ['space-left', 'self', '« Club »'],
      ['space-joined', 'self', '« Club »'],
      ['space-access-removed', 'member', '« Club »', 'Départ du bureau'],
    ]);
  });

  it('tells of a closing from its asking to its end', async () => {
    const ada = await world.open();
    const params = await create(ada);
    const close = () => world.call('closeSpace', ada, { params, body: { name: 'Club' } });
    await close();
    await world.call('reopenSpace', ada, { params });
    await close();
    const { client, tables, commit } = dynamo;
    const end = closeDueSpaces({
      store: spaceReader(client, tables.spaces),
      closings: closings(client, tables, commit),
      members: memberReader(client, tables),
      readPerson: personReader(client, tables.accounts),
      log: () => {},
    });
    await end({ time: new Date(now + 8 * 86_400_000).toISOString() });
    expect(await historyOf(ada)).toEqual([
      ['space-created', 'self', '« Club »'],
      ['space-closing-asked', 'self', '« Club »'],
      ['space-closing-called-back', 'self', '« Club »'],
      ['space-closing-asked', 'self', '« Club »'],
      ['space-closed', 'parvis', '« Club »'],
    ]);
  });

  it('takes nothing more of who is about to be erased', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    await join(ada, params, bo);
    await setStatus(dynamo.client, dynamo.tables.accounts, bo.id, 'closed');
    expect((await remove(ada, params)).status).toBe(204);
    expect(await historyOf(bo)).toEqual([['space-joined', 'self', '« Club »']]);
  });
});
