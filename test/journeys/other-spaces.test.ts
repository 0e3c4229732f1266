import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, openAccount } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { SpaceId } from '../../schemas/account.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { everyRoute, paramsOf, queryOf } from '../doubles/access-table.ts';
import { startTestSystem } from './start.ts';

const inSpaces = everyRoute.filter(([, { access }]) => typeof access === 'object' && 'space' in access);

/** What a route takes, well formed: an answer must not tell by its 400 what it would not tell by its 404. */
const bodies: Record<string, unknown> = {
  changeSpace: { name: 'Autre nom', version: 1 },
  closeSpace: { name: 'Club' },
  renameMyself: { name: 'Camille' },
  removeMember: { reason: 'Essai' },
  inviteMember: { email: 'personne@exemple.fr' },
  addDocument: { name: 'Statuts', kind: 'other' },
  changeDocument: { name: 'Statuts', kind: 'other', version: 1 },
  openUpload: { name: 'statuts.pdf', size: 1000 },
  giveFileLink: {},
  subscribeToFiche: { channel: 'mail', frequency: null },
};

/** Two people, each with an association that has something of everything in it. */
describe('identifiers of another space', () => {
  let system: System;
  let mine: Record<string, string>;
  let theirs: Record<string, string>;
  let token: string;
  let them: Actor;

  const furnish = async (actor: Actor, name: string): Promise<Record<string, string>> => {
    const { id: spaceId } = await actor.createSpace({ body: { name, number: null, memberName: name } });
    const params = { spaceId };
    const [member] = (await actor.listMembers({ params })).items;
    const invitation = await actor.inviteMember({ params, body: { email: `${randomUUID()}@exemple.fr` } });
    const document = await actor.addDocument({ params, body: { name: `Statuts de ${name}`, kind: 'other' } });
    await actor.addDocument({ params, body: { name: `RIB de ${name}`, kind: 'other' } });
    const { next } = await actor.listActions({ params, query: { limit: 1 } });
    return { spaceId, memberId: member?.id ?? '', invitationId: invitation.id, documentId: document.id, cursor: next ?? '' };
  };

  beforeAll(async () => {
    system = await startTestSystem();
    const [me, other] = [await openAccount(system, 'ada@exemple.fr'), await openAccount(system, 'bo@exemple.fr')];
    mine = await furnish(me.actor, 'Club');
    them = other.actor;
    theirs = await furnish(them, 'Cercle');
    token = system.issuer.mint({ accountId: me.account.id, role: 'citizen' });
  });
  afterAll(() => system.stop());

  const knock = async (name: string, route: Route, known: Record<string, string>, query: Record<string, string> = {}) => {
    const path = Object.entries(paramsOf(route, known)).reduce(
      (filled, [key, value]) => filled.replace(`{${key}}`, value),
      route.path as string,
    );
    const search = new URLSearchParams({ ...queryOf(route), ...query });
    const reply = await fetch(`${system.address}/api${path}?${search}`, {
      method: route.method,
      headers: { authorization: `Bearer ${token}`, ...(route.body && { 'content-type': 'application/json' }) },
      ...(route.body && { body: JSON.stringify(bodies[name]) }),
    });
    const text = await reply.text();
    return { status: reply.status, text: text.replace(/urn:parvis:request:[^"]+/, '') };
  };

  it.each(inSpaces)('%s tells the same of their space as of none', async (name, route) => {
    if (route.body) expect(bodies).toHaveProperty(name);
    const there = await knock(name, route, theirs);
    expect(there).toEqual(await knock(name, route, { ...theirs, spaceId: randomUUID() }));
    expect(there.status).toBe(404);
  });

  it.each(inSpaces.filter(([, { path }]) => path.replace('{spaceId}', '').match(/\{(member|invitation|document|file)Id\}/)))(
    '%s tells the same of what is theirs as of what is not, in a space of mine',
    async (name, route) => {
      const here = await knock(name, route, { ...theirs, spaceId: mine['spaceId'] ?? '' });
      expect(here).toEqual(await knock(name, route, { spaceId: mine['spaceId'] ?? '' }));
      expect(here.status).toBeGreaterThanOrEqual(400);
    },
  );

  it.each(inSpaces.filter(([, { query }]) => query && 'cursor' in query.shape))('%s takes no cursor of theirs', async (name, route) => {
    expect((await knock(name, route, mine, { cursor: theirs['cursor'] ?? '' })).status).toBe(400);
    expect((await knock(name, route, theirs, { cursor: mine['cursor'] ?? '' })).status).toBe(404);
  });

  it('change nothing there', async () => {
    const params = { spaceId: SpaceId.parse(theirs['spaceId']) };
    const [space, members, invitations, documents] = await Promise.all([
      them.readSpace({ params }),
      them.listMembers({ params }),
      them.listInvitations({ params }),
      them.listDocuments({ params }),
    ]);
    expect(space).toMatchObject({ name: 'Cercle', members: 1, version: 1, closesAt: null });
    expect([members, invitations, documents].map(({ items }) => items.length)).toEqual([1, 1, 2]);
    expect((await them.listActions({ params })).items).toHaveLength(4);
  });
});
