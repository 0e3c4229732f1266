import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Account, type AccountId, SpaceId } from '../../schemas/account.ts';
import { contextOf } from '../doubles/context.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { type Body, type SpacesWorld, spacesWorld } from '../doubles/spaces-world.ts';
import { aFiche, aSubscription } from '../doubles/subscriptions.ts';

const MINUTE = 60_000;
const READS = ['readSpace', 'listMembers', 'listActions', 'listInvitations', 'listDocuments'] as const;
/** Who is outside meets the same door at every route: the walk over all of them is the access tests'. */
const KNOCKS = ['readSpace', 'listActions', 'listDocuments'] as const;
const ACTS = [
  'create',
  'invite',
  'invite',
  'accept',
  'accept',
  'decline',
  'withdraw',
  'remind',
  'leave',
  'remove',
  'remove',
  'rename',
  'change',
  'close',
  'reopen',
  'document',
  'follow',
] as const;

/** Who does what; which space, which other person and which of several things it concerns is left to chance. */
const act = fc.record({
  what: fc.constantFrom(...ACTS),
  who: fc.nat(2),
  /** Whether it is one of the members who does it. */
  inside: fc.boolean(),
  whom: fc.nat(2),
  space: fc.nat(5),
  nth: fc.nat(3),
});
type Act = { what: (typeof ACTS)[number]; who: number; inside?: boolean; whom: number; space: number; nth: number };

/** A space as the test believes it to be; everything in it bears its mark. */
interface Believed {
  id: string;
  mark: string;
  members: Set<AccountId>;
}

let dynamo: DynamoForTests;
let log: ReturnType<typeof keepLogLines>;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const startWorld = async () => {
  let now = Date.parse('2026-05-01T08:00:00.000Z');
  const world = spacesWorld(dynamo, () => new Date((now += MINUTE)));
  const people = [await world.open(), await world.open(), await world.open()] as [Account, Account, Account];
  const spaces: Believed[] = people.map(({ id, personalSpaceId }) => ({ id: personalSpaceId, mark: '', members: new Set([id]) }));
  return { world, people, spaces };
};
type World = Awaited<ReturnType<typeof startWorld>>;

const problemOf = (text: string) => text.replace(/urn:parvis:request:[^"]+/, '');

const items = async (world: SpacesWorld, ...call: Parameters<SpacesWorld['call']>): Promise<Body[]> =>
  (await world.call(...call)).body?.items ?? [];

const pick = <T>(list: T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)];

/** Does it as the API lets them, changes what the test believes where it was done, and gives the answer. */
const perform = async ({ world, people, spaces }: World, { what, who, inside, whom, space: at, nth }: Act) => {
  const other = people[whom] as Account;
  const shared = spaces.filter(({ mark }) => mark !== '');
  const space = (at === 0 ? spaces[nth % people.length] : (pick(shared, at) ?? spaces[0])) as Believed;
  const members = people.filter(({ id }) => space.members.has(id));
  const person = (inside && what !== 'accept' ? pick(members, who) : people[who]) as Account;
  const params = { spaceId: space.id };
  const call = (name: Parameters<SpacesWorld['call']>[0], sent: object = {}) => world.call(name, person, { params, ...sent });
  const invited = pick(await items(world, 'listInvitations', members[0], { params }), nth);
  const waiting = pick(await items(world, 'listMyInvitations', person), nth);
  const version = (await world.call('readSpace', members[0], { params })).body?.version ?? 1;
  const known = { invitationId: invited?.id ?? randomUUID() };
  const link = waiting && { params: { invitationLink: waiting.link } };
  if (what === 'create') {
    const mark = `marque-${randomUUID().slice(0, 8)}`;
    const made = await world.call('createSpace', person, { body: { name: `Club ${mark}`, memberName: `Nom ${who} ${mark}` } });
    spaces.push({ id: made.body?.id ?? '', mark, members: new Set([person.id]) });
    return undefined;
  }
  if (what === 'accept' || what === 'decline') {
    if (!link) return undefined;
    const joined = spaces.find(({ mark }) => mark !== '' && (waiting as unknown as { spaceName: string }).spaceName.includes(mark));
    const body = { name: `Nom ${who} ${joined?.mark}` };
    const { status } = await world.call(what === 'accept' ? 'acceptInvitation' : 'declineInvitation', person, { ...link, body });
    if (what === 'accept' && status === 201) joined?.members.add(person.id);
    return undefined;
  }
  const answer = await {
    invite: () => call('inviteMember', { body: { email: other.email } }),
    withdraw: () => call('withdrawInvitation', { params: { ...params, ...known } }),
    remind: () => call('remindInvitation', { params: { ...params, ...known } }),
    leave: () => call('leaveSpace'),
    rename: () => call('renameMyself', { body: { name: `Autre nom ${nth} ${space.mark}` } }),
    change: () => call('changeSpace', { body: { name: `Club ${space.mark}`, number: nth === 0 ? null : '732829320', version } }),
    close: () => call('closeSpace', { body: { name: `Club ${space.mark}` } }),
    reopen: () => call('reopenSpace'),
    document: () => call('addDocument', { body: { name: `Statuts ${space.mark}`, kind: 'other' } }),
    remove: async () => {
      const present = await items(world, 'listMembers', members[0], { params });
      const memberId = pick(present, nth)?.id ?? randomUUID();
      return call('removeMember', { params: { ...params, memberId }, body: { reason: `Motif ${space.mark}` } });
    },
    follow: async () => {
      const subscription = aSubscription({ accountId: person.id, spaceId: SpaceId.parse(space.id) }, aFiche('F265'));
      const added = await world.subscriptions.add(subscription, contextOf(person.id).trail);
      return { status: added === 'no-member' ? 404 : 200, text: '', body: undefined };
    },
  }[what]();
  if (answer.status === 204 && what === 'leave') space.members.delete(person.id);
  if (answer.status === 204 && what === 'remove') await believeRemoval({ world, people, spaces }, space, person);
  return { answer, space, person };
};

/** Whoever no longer reads the space is the one who was removed; the one who removed still does. */
const believeRemoval = async ({ world, people }: World, space: Believed, remover: Account): Promise<void> => {
  const present = await items(world, 'listMembers', remover, { params: { spaceId: space.id } });
  for (const person of people)
    if (space.members.has(person.id) && (await world.call('readSpace', person, { params: { spaceId: space.id } })).status === 404)
      space.members.delete(person.id);
  expect(present).toHaveLength(space.members.size);
};

/** What the queue would bring to alerts. */
const tellEndedMemberships = async (world: SpacesWorld): Promise<void> => {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox, ConsistentRead: true }));
  for (const { envelope } of Items) if (envelope.type === 'space.membership-ended') await world.endMembership(envelope.detail);
};

/** Everybody tries every space: members read it, all others read what they would of a space that never was; nobody reads another's mark. */
const expectWatertight = async ({ world, people, spaces }: World): Promise<void> => {
  for (const person of people) {
    const nowhere = problemOf((await world.call('readSpace', person, { params: { spaceId: randomUUID() } })).text);
    const mine = spaces.filter(({ members }) => members.has(person.id));
    const waiting = await world.call('listMyInvitations', person);
    const read = [(await world.call('listSpaces', person)).text];
    expect((await items(world, 'listSpaces', person)).map(({ id }) => id).toSorted()).toEqual(mine.map(({ id }) => id).toSorted());
    for (const space of spaces)
      for (const name of mine.includes(space) ? READS : KNOCKS) {
        const { status, text } = await world.call(name, person, { params: { spaceId: space.id } });
        if (mine.includes(space)) expect(status).toBe(200);
        else expect([status, problemOf(text)]).toEqual([404, nowhere]);
        read.push(text);
      }
    for (const { mark, members, id } of spaces) {
      if (members.has(person.id)) continue;
      if (mark !== '') expect(read.join('\n')).not.toContain(mark);
      expect(await world.subscriptions.list(SpaceId.parse(id), person.id)).toEqual([]);
      if (mark !== '' && waiting.text.includes(mark)) expect(waiting.text).toContain(person.email);
    }
    for (const { id } of people) expect(read.join('\n')).not.toContain(id);
  }
};

/** Cursors and identifiers of one space are worth nothing in another, also to who belongs to both. */
const expectBound = async ({ world, people, spaces }: World): Promise<void> => {
  for (const person of people) {
    const mine = spaces.filter(({ members }) => members.has(person.id));
    for (const from of mine) {
      const params = { spaceId: from.id };
      const { body } = await world.call('listActions', person, { params, query: { limit: '1' } });
      const [document] = await items(world, 'listDocuments', person, { params });
      for (const to of spaces.filter((space) => space !== from)) {
        const there = { spaceId: to.id };
        const inside = to.members.has(person.id);
        if (body?.next)
          expect((await world.call('listActions', person, { params: there, query: { cursor: body.next } })).status).toBe(
            inside ? 400 : 404,
          );
        if (document)
          expect((await world.call('readDocument', person, { params: { ...there, documentId: document.id } })).status).toBe(404);
      }
    }
  }
};

describe('whatever happens in some spaces', () => {
  it('nobody sees anything outside their own', { timeout: 240_000 }, async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 14 }), async (acts) => {
        const scene = await startWorld();
        await perform(scene, { what: 'create', who: 0, whom: 1, space: 0, nth: 0 });
        await perform(scene, { what: 'create', who: 1, whom: 0, space: 0, nth: 0 });
        await perform(scene, { what: 'invite', who: 0, whom: 1, space: 2, nth: 0 });
        await perform(scene, { what: 'accept', who: 1, whom: 0, space: 2, nth: 0 });
        for (const one of acts) {
          const members = new Map(scene.spaces.map((space) => [space, new Set(space.members)]));
          const performed = await perform(scene, one);
          if (performed && !members.get(performed.space)?.has(performed.person.id)) expect(performed.answer.status).toBe(404);
          if (performed && performed.answer.status < 300) done += 1;
          await tellEndedMemberships(scene.world);
          await expectWatertight(scene);
        }
        await expectBound(scene);
      }),
      { numRuns: 5, endOnFailure: true },
    );
    expect(done).toBeGreaterThan(8);
  });
});
