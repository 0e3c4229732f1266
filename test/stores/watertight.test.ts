import { randomUUID } from 'node:crypto';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SpaceId } from '../../schemas/account.ts';
import { act, type Believed, items, perform, startWorld, type World } from '../doubles/acts-in-spaces.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import type { SpacesWorld } from '../doubles/spaces-world.ts';

const READS = ['readSpace', 'listMembers', 'listActions', 'listInvitations', 'listDocuments'] as const;
/** Who is outside meets the same door at every route: the walk over all of them is the access tests'. */
const KNOCKS = ['readSpace', 'listActions', 'listDocuments'] as const;
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

const problemOf = (text: string) => text.replace(/urn:parvis:request:[^"]+/, '');

/** What the queue would bring to alerts, once. */
const tellEndedMemberships = async (world: SpacesWorld): Promise<void> => {
  const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: dynamo.tables.outbox, ConsistentRead: true }));
  for (const { pk, envelope } of Items) {
    if (envelope.type === 'space.membership-ended') await world.endMembership(envelope.detail);
    await dynamo.client.send(new DeleteCommand({ TableName: dynamo.tables.outbox, Key: { pk } }));
  }
};

/** Everybody tries these spaces: members read them, all others read what they would of a space that never was; nobody reads another's mark. */
const expectWatertight = async ({ world, people, spaces }: World, tried: Believed[]): Promise<void> => {
  const nowhere = { params: { spaceId: randomUUID() } };
  await Promise.all(
    people.map(async (person) => {
      const mine = spaces.filter(({ members }) => members.has(person.id));
      const outside = spaces.filter((space) => !mine.includes(space));
      const [none, waiting, listed, ...answers] = await Promise.all([
        world.call('readSpace', person, nowhere),
        world.call('listMyInvitations', person),
        world.call('listSpaces', person),
        ...tried.flatMap((space) =>
          (mine.includes(space) ? READS : KNOCKS).map(async (name) => ({
            inside: mine.includes(space),
            ...(await world.call(name, person, { params: { spaceId: space.id } })),
          })),
        ),
      ]);
      expect(listed.body?.items.map(({ id }) => id).toSorted()).toEqual(mine.map(({ id }) => id).toSorted());
      for (const { inside, status, text } of answers) {
        if (inside) expect(status).toBe(200);
        else expect([status, problemOf(text)]).toEqual([404, problemOf(none.text)]);
      }
      const read = [listed, ...answers].map(({ text }) => text).join('\n');
      for (const { mark } of outside) {
        if (mark === '') continue;
        expect(read).not.toContain(mark);
        if (waiting.text.includes(mark)) expect(waiting.text).toContain(person.email);
      }
      for (const { id } of people) expect(read).not.toContain(id);
      const followed = tried
        .filter((space) => outside.includes(space))
        .map(({ id }) => world.subscriptions.list(SpaceId.parse(id), person.id));
      expect((await Promise.all(followed)).flat()).toEqual([]);
    }),
  );
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

/** One world in which every kind of act is done by a member, whatever chance brings to the others. */
const EVERY_KIND = (['invite', 'remind', 'withdraw', 'rename', 'change', 'document', 'follow', 'close', 'reopen', 'remove'] as const).map(
  (what) => ({ what, who: 0, inside: true, whom: 2, space: 2, nth: 0 }),
);

describe('whatever happens in some spaces', () => {
  it('nobody sees anything outside their own', { timeout: 240_000 }, async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 14 }), async (acts) => {
        const scene = await startWorld(dynamo);
        await perform(scene, { what: 'create', who: 0, whom: 1, space: 0, nth: 0 });
        await perform(scene, { what: 'create', who: 1, whom: 0, space: 0, nth: 0 });
        await perform(scene, { what: 'invite', who: 0, whom: 1, space: 2, nth: 0 });
        await perform(scene, { what: 'accept', who: 1, whom: 0, space: 2, nth: 0 });
        expect(scene.spaces.map(({ members }) => members.size)).toEqual([1, 1, 1, 2, 1]);
        for (const one of acts) {
          const members = new Map(scene.spaces.map((space) => [space, new Set(space.members)]));
          const performed = await perform(scene, one);
          if (performed && !members.get(performed.space)?.has(performed.person.id)) expect(performed.answer.status).toBe(404);
          if (performed && performed.answer.status < 300) done += 1;
          await tellEndedMemberships(scene.world);
          await expectWatertight(scene, performed ? [performed.space] : scene.spaces);
        }
        await expectWatertight(scene, scene.spaces);
        await expectBound(scene);
      }),
      { numRuns: 6, endOnFailure: true, examples: [[EVERY_KIND]] },
    );
    expect(done).toBeGreaterThanOrEqual(EVERY_KIND.length);
  });
});
