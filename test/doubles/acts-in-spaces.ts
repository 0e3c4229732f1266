import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Account, type AccountId, SpaceId } from '../../schemas/account.ts';
import { contextOf } from './context.ts';
import type { DynamoForTests } from './dynamo-engine.ts';
import { type Body, type SpacesWorld, spacesWorld } from './spaces-world.ts';
import { aFiche, aSubscription } from './subscriptions.ts';

const MINUTE = 60_000;
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
export const act = fc.record({
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
export interface Believed {
  id: string;
  mark: string;
  members: Set<AccountId>;
}

export const startWorld = async (dynamo: DynamoForTests) => {
  let now = Date.parse('2026-05-01T08:00:00.000Z');
  const world = spacesWorld(dynamo, () => new Date((now += MINUTE)));
  const people = [await world.open(), await world.open(), await world.open()] as [Account, Account, Account];
  const spaces: Believed[] = people.map(({ id, personalSpaceId }) => ({ id: personalSpaceId, mark: '', members: new Set([id]) }));
  return { world, people, spaces };
};
export type World = Awaited<ReturnType<typeof startWorld>>;

export const items = async (world: SpacesWorld, ...call: Parameters<SpacesWorld['call']>): Promise<Body[]> =>
  (await world.call(...call)).body?.items ?? [];

const pick = <T>(list: T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)];

/** Does it as the API lets them, changes what the test believes where it was done, and gives the answer. */
export const perform = async ({ world, people, spaces }: World, { what, who, inside, whom, space: at, nth }: Act) => {
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
