import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Account, SpaceId } from '../../schemas/account.ts';
import { MOST_INVITATION_MAILS_A_DAY, MOST_REMINDERS } from '../../schemas/space.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { type SpacesWorld, spacesWorld } from '../doubles/spaces-world.ts';

const DAY = 86_400_000;

let dynamo: DynamoForTests;
let log: ReturnType<typeof keepLogLines>;
let world: SpacesWorld;
let now: number;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  now = Date.parse('2026-05-01T08:00:00.000Z');
  world = spacesWorld(dynamo, () => new Date((now += 1)));
  log = keepLogLines();
});
afterEach(() => log.restore());

const create = async (founder: Account) => {
  const { body } = await world.call('createSpace', founder, { body: { name: 'Club', memberName: 'La fondatrice' } });
  return { spaceId: body?.id ?? '' };
};
const invite = (by: Account, params: { spaceId: string }, email: string) => world.call('inviteMember', by, { params, body: { email } });
const linkFor = async (person: Account) => ({ invitationLink: (await world.call('listMyInvitations', person)).body?.items[0]?.link ?? '' });
const accept = async (person: Account, params: { invitationLink: string }) =>
  world.call('acceptInvitation', person, { params, body: { name: 'Une personne' } });
const join = async (by: Account, params: { spaceId: string }, person: Account) => {
  await invite(by, params, person.email);
  expect((await accept(person, await linkFor(person))).status).toBe(201);
};
const membersOf = async (by: Account, params: { spaceId: string }) => (await world.call('listMembers', by, { params })).body?.items ?? [];
const kindOf = ({ body }: { body: { type?: string } | undefined }) => body?.type?.replace('urn:parvis:problem:', '');

describe('what members do at the same instant', () => {
  it('of two who remove each other one stays', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    await join(ada, params, bo);
    const [one, other] = await membersOf(ada, params);
    const isAda = (one as unknown as { you: boolean }).you;
    const [adaId, boId] = isAda ? [one?.id, other?.id] : [other?.id, one?.id];
    const remove = (by: Account, memberId: string | undefined) =>
      world.call('removeMember', by, { params: { ...params, memberId: memberId ?? '' }, body: { reason: 'Querelle' } });
    const answers = await Promise.all([remove(ada, boId), remove(bo, adaId)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 404]);
    const left = await Promise.all([ada, bo].map((person) => world.call('readSpace', person, { params })));
    expect(left.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404]);
    expect(left.find(({ status }) => status === 200)?.body).toMatchObject({ members: 1 });
  });

  it('of two last ones who leave one stays, and the count agrees with who is there', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    await join(ada, params, bo);
    const answers = await Promise.all([ada, bo].map((person) => world.call('leaveSpace', person, { params })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    const stays = answers[0]?.status === 409 ? ada : bo;
    expect(await membersOf(stays, params)).toHaveLength(1);
  });

  it('an invitation that is accepted ten times lets one person in, once', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    await invite(ada, params, bo.email);
    const link = await linkFor(bo);
    const answers = await Promise.all(Array.from({ length: 10 }, () => accept(bo, link)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await world.call('readSpace', ada, { params })).body).toMatchObject({ members: 2 });
  });

  it('a space that closes lets nobody in, whoever comes first', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    await invite(ada, params, bo.email);
    const link = await linkFor(bo);
    const [closing, joining] = await Promise.all([world.call('closeSpace', ada, { params, body: { name: 'Club' } }), accept(bo, link)]);
    expect([
      [200, 409],
      [409, 201],
    ]).toContainEqual([closing.status, joining.status]);
  });
});

describe('invitations', () => {
  it('are worth nothing once whoever sent them is out, and let their address go', async () => {
    const [ada, bo, eve] = [await world.open(), await world.open(), await world.open()];
    const params = await create(ada);
    await join(ada, params, bo);
    await invite(bo, params, eve.email);
    const link = await linkFor(eve);
    const removed = (await membersOf(ada, params)).find((member) => !(member as unknown as { you: boolean }).you);
    await world.call('removeMember', ada, { params: { ...params, memberId: removed?.id ?? '' }, body: { reason: 'Départ' } });
    expect(kindOf(await accept(eve, link))).toBe('invitation-not-found');
    expect((await world.call('listInvitations', ada, { params })).body?.items).toEqual([]);
    expect((await invite(ada, params, eve.email)).status).toBe(201);
    expect((await accept(eve, await linkFor(eve))).status).toBe(201);
  });

  it('expire after 14 days to the minute, and may be sent again, three times', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    const invitation = (await invite(ada, params, bo.email)).body?.id ?? '';
    const link = await linkFor(bo);
    now += 14 * DAY - 60_000;
    expect((await world.call('readInvitation', undefined, { params: link })).status).toBe(200);
    now += 60_000;
    expect(kindOf(await accept(bo, link))).toBe('invitation-expired');
    const remind = () => world.call('remindInvitation', ada, { params: { ...params, invitationId: invitation } });
    for (let sent = 0; sent < MOST_REMINDERS; sent++) expect((await remind()).status).toBe(200);
    expect(kindOf(await remind())).toBe('too-many-reminders');
    expect((await accept(bo, link)).status).toBe(201);
  });

  it('are one for an address, are withdrawn and declined once, and tell nobody whether there is an account', async () => {
    const [ada, bo] = [await world.open(), await world.open()];
    const params = await create(ada);
    const known = await invite(ada, params, bo.email);
    const unknown = await invite(ada, params, `${randomUUID()}@exemple.fr`);
    expect(Object.keys(known.body ?? {})).toEqual(Object.keys(unknown.body ?? {}));
    expect(kindOf(await invite(ada, params, bo.email.toUpperCase()))).toBe('invitation-pending');
    const link = await linkFor(bo);
    expect((await world.call('declineInvitation', undefined, { params: link })).status).toBe(204);
    expect((await world.call('declineInvitation', undefined, { params: link })).status).toBe(404);
    const withdraw = () => world.call('withdrawInvitation', ada, { params: { ...params, invitationId: unknown.body?.id ?? '' } });
    expect([(await withdraw()).status, (await withdraw()).status]).toEqual([204, 404]);
    expect((await invite(ada, params, bo.email)).status).toBe(201);
  });

  it('are no more in a day than an account may send, however many at once, and as many again the next day', async () => {
    const ada = await world.open();
    const params = await create(ada);
    const some = () => invite(ada, params, `${randomUUID()}@exemple.fr`);
    for (let sent = 0; sent < MOST_INVITATION_MAILS_A_DAY - 2; sent++) await some();
    const answers = await Promise.all([some(), some(), some(), some()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 429, 429]);
    now += DAY;
    expect((await some()).status).toBe(201);
  });

  it('are for the account of that address alone, which is told to whoever holds the link', async () => {
    const [ada, bo, eve] = [await world.open(), await world.open(), await world.open()];
    const params = await create(ada);
    await invite(ada, params, bo.email);
    const { text } = await accept(eve, await linkFor(bo));
    expect(text).toContain(bo.email);
    expect(text).toContain('Deux comptes ne peuvent pas être réunis');
    expect((await world.call('listMyInvitations', eve)).body?.items).toEqual([]);
    const { invitationLink } = await linkFor(bo);
    const forged = `${invitationLink.slice(0, -1)}${invitationLink.endsWith('A') ? 'B' : 'A'}`;
    expect(kindOf(await world.call('readInvitation', undefined, { params: { invitationLink: forged } }))).toBe('invitation-not-found');
  });
});

it('a personal space is shared with nobody, renamed and closed by nobody, and left by nobody', async () => {
  const ada = await world.open();
  const params = { spaceId: SpaceId.parse(ada.personalSpaceId) };
  const answers = await Promise.all([
    invite(ada, params, 'bo@exemple.fr'),
    world.call('changeSpace', ada, { params, body: { name: 'À moi', version: 1 } }),
    world.call('closeSpace', ada, { params, body: { name: 'Espace personnel' } }),
    world.call('leaveSpace', ada, { params }),
    world.call('renameMyself', ada, { params, body: { name: 'Ada' } }),
  ]);
  expect(answers.map(kindOf)).toEqual(Array(5).fill('space-is-personal'));
});
