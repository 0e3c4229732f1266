import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashAddress } from '../../functions/shared/address.ts';
import type { Holdings } from '../../functions/shared/holdings.ts';
import { committer } from '../../functions/shared/store/commit.ts';
import { personReader } from '../../functions/shared/store/person.ts';
import { closeDueSpaces } from '../../functions/spaces/close-due-spaces.ts';
import { spaceHoldings } from '../../functions/spaces/holdings.ts';
import { onSpaceClosed } from '../../functions/spaces/on-space-closed.ts';
import { closings } from '../../functions/spaces/store/closings.ts';
import { departures } from '../../functions/spaces/store/departures.ts';
import { emptySpace } from '../../functions/spaces/store/emptying.ts';
import { feedOf } from '../../functions/spaces/store/feed.ts';
import { forgetting } from '../../functions/spaces/store/forgetting.ts';
import { memberReader } from '../../functions/spaces/store/members.ts';
import { spaceReader } from '../../functions/spaces/store/space-reader.ts';
import { type Account, SpaceId } from '../../schemas/account.ts';
import { type DynamoForTests, startDynamo } from '../doubles/dynamo-engine.ts';
import { keepLogLines } from '../doubles/log-lines.ts';
import { type SpacesWorld, spacesWorld } from '../doubles/spaces-world.ts';

const DAY = 86_400_000;
const NAME = 'Camille Dupont-Aubry';

let dynamo: DynamoForTests;
let log: ReturnType<typeof keepLogLines>;
let world: SpacesWorld;
let holdings: Holdings;
let now = Date.parse('2026-05-01T08:00:00.000Z');
const clock = () => new Date((now += 1));

beforeAll(async () => {
  dynamo = await startDynamo();
  const { client, tables } = dynamo;
  const commit = committer(client, { outbox: tables.outbox, audit: tables.audit }, clock);
  world = spacesWorld(dynamo, clock);
  holdings = spaceHoldings({
    store: spaceReader(client, tables.spaces),
    members: memberReader(client, tables),
    feed: feedOf(client, tables.actions),
    departures: departures(tables, commit),
    forget: forgetting(client, tables),
    clock,
  });
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  log = keepLogLines();
});
afterEach(() => log.restore());

const leaverOf = ({ id, personalSpaceId, email }: Account) => ({ accountId: id, personalSpaceId, addresses: [hashAddress(email)] });
const create = async (founder: Account, name: string, memberName = NAME) =>
  (await world.call('createSpace', founder, { body: { name, memberName } })).body?.id ?? '';
const everything = async () => {
  const { spaces, memberships, actions } = dynamo.tables;
  const found = await Promise.all(
    [spaces, memberships, actions].map(async (TableName) => (await dynamo.client.send(new ScanCommand({ TableName }))).Items ?? []),
  );
  return JSON.stringify(found);
};
const join = async (by: Account, spaceId: string, person: Account, name: string) => {
  await world.call('inviteMember', by, { params: { spaceId }, body: { email: person.email } });
  const invitationLink = (await world.call('listMyInvitations', person)).body?.items[0]?.link ?? '';
  await world.call('acceptInvitation', person, { params: { invitationLink }, body: { name } });
};

/** Somebody who founded one space alone, shares another, left a third, and is invited into a fourth. */
const aLife = async () => {
  const [person, other] = [await world.open(), await world.open()];
  const alone = await create(person, 'Club fermé');
  const shared = await create(other, 'Club partagé', 'Bo Durand');
  await join(other, shared, person, NAME);
  await world.call('renameMyself', person, { params: { spaceId: shared }, body: { name: `${NAME} fils` } });
  const past = await create(other, 'Club quitté', 'Bo Durand');
  await join(other, past, person, NAME);
  await world.call('leaveSpace', person, { params: { spaceId: past } });
  const coming = await create(other, 'Club à venir', 'Bo Durand');
  await world.call('inviteMember', other, { params: { spaceId: coming }, body: { email: person.email } });
  return { person, other, alone, shared, past };
};

describe('what spaces hold of a person', () => {
  it('is given whole to who asks for it: their associations and what they did', async () => {
    const { person, shared } = await aLife();
    const documents: Record<string, Record<string, unknown>[]> = {};
    for await (const part of holdings.exported(leaverOf(person)))
      if ('document' in part) for await (const record of part.records) (documents[part.document] ??= []).push({ ...record });
    expect(documents['associations']?.map(({ name }) => name).toSorted()).toEqual(['Club fermé', 'Club partagé']);
    expect(documents['actions-dans-mes-espaces']).toContainEqual(
      expect.objectContaining({ spaceId: shared, text: `a changé de nom affiché : ${NAME} auparavant` }),
    );
  });

  it('leaves no trace of who they were, twice over, and what they did stays', async () => {
    const { person, other, alone, shared, past } = await aLife();
    await holdings.erase(leaverOf(person));
    await holdings.erase(leaverOf(person));
    await emptySpace(dynamo.client, dynamo.tables)(SpaceId.parse(alone));
    const left = await everything();
    for (const trace of [person.id, person.email, person.personalSpaceId, alone]) expect(left).not.toContain(trace);
    for (const spaceId of [shared, past]) {
      const feed = await world.call('listActions', other, { params: { spaceId } });
      expect(feed.text).not.toContain(NAME);
      expect(feed.body?.items.map((item) => (item as unknown as { by: { name: string } }).by.name)).toContain('Un ancien membre');
      expect((await world.call('readSpace', other, { params: { spaceId } })).body).toMatchObject({ members: 1 });
    }
    expect((await world.call('readSpace', person, { params: { spaceId: alone } })).status).toBe(404);
  });
});

describe('a space that was closed', () => {
  it('ends at the end of its pause and not before, and is emptied of everything, also after it was interrupted', async () => {
    const person = await world.open();
    const spaceId = SpaceId.parse(await create(person, 'Club éphémère'));
    await world.call('inviteMember', person, { params: { spaceId }, body: { email: `${randomUUID()}@exemple.fr` } });
    await world.call('closeSpace', person, { params: { spaceId }, body: { name: 'Club éphémère' } });
    const { client, tables } = dynamo;
    const lines: string[] = [];
    const store = spaceReader(client, tables.spaces);
    const run = closeDueSpaces({
      store,
      closings: closings(client, tables, committer(client, { outbox: tables.outbox, audit: tables.audit }, clock)),
      members: memberReader(client, tables),
      readPerson: personReader(client, tables.accounts),
      log: (code) => lines.push(code),
    });
    const react = onSpaceClosed({ store, empty: emptySpace(client, tables) });
    await run({ time: new Date(now + 7 * DAY - 60_000).toISOString() });
    expect((await world.call('readSpace', person, { params: { spaceId } })).status).toBe(200);
    await expect(react({ spaceId })).rejects.toThrow('still there');
    const time = new Date(now + 7 * DAY + 60_000).toISOString();
    await Promise.all([run({ time }), run({ time })]);
    expect(lines.filter((code) => code === 'space.closed')).toHaveLength(1);
    expect((await world.call('readSpace', person, { params: { spaceId } })).status).toBe(404);
    expect(await store.findClosed(person.id, spaceId)).toEqual({ name: 'Club éphémère', closedAt: time });
    let calls = 0;
    const dying = onSpaceClosed({
      store,
      empty: async (id) => {
        if (calls++ === 0) throw new Error('killed');
        await emptySpace(client, tables)(id);
      },
    });
    await expect(dying({ spaceId })).rejects.toThrow('killed');
    await dying({ spaceId });
    await dying({ spaceId });
    expect((await everything()).replaceAll(`past#${spaceId}`, '')).not.toContain(spaceId);
  });
});
