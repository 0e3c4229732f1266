import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Account } from '../../schemas/account.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { type SpacesWorld, spacesWorld } from '../doubles/spaces-world.ts';

let dynamo: DynamoForTests;
let world: SpacesWorld;
let log: ReturnType<typeof keepLogLines>;
let now = Date.parse('2026-05-01T08:00:00.000Z');
beforeAll(async () => {
  dynamo = await startDynamo();
  world = spacesWorld(dynamo, () => new Date((now += 1)));
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const create = async (founder: Account) => ({
  spaceId: (await world.call('createSpace', founder, { body: { name: 'Club', memberName: 'Ada' } })).body?.id ?? '',
});
const invite = (by: Account, params: { spaceId: string }, email: string) => world.call('inviteMember', by, { params, body: { email } });
const waitingFor = async (person: Account) => (await world.call('listMyInvitations', person)).body?.items ?? [];

describe('an invitation of somebody who is a member', () => {
  it('is not sent to oneself', async () => {
    const ada = await world.open();
    const params = await create(ada);
    expect(await invite(ada, params, ada.email.toUpperCase())).toMatchObject({
      status: 409,
      body: { type: 'urn:parvis:problem:member-already', detail: 'C’est l’adresse de votre compte : invitez quelqu’un d’autre.' },
    });
  });

  it('does not tell the others who has which address, and asks nothing of the member', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    await invite(ada, params, bo.email);
    const invitationLink = (await waitingFor(bo))[0]?.link ?? '';
    await world.call('acceptInvitation', bo, { params: { invitationLink }, body: { name: 'Bo' } });
    expect((await invite(ada, params, bo.email)).status).toBe(201);
    expect(await waitingFor(bo)).toEqual([]);
  });
});
