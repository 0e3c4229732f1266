import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { openAccount } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { Route } from '../../schemas/routes/route.ts';
import { everyRoute, paramsOf, queryOf } from '../doubles/access-table.ts';
import { furnishedSpace, putFiches } from '../doubles/furnished-space.ts';
import { startTestSystem } from './start.ts';

const inSpaces = everyRoute.filter(([, { access }]) => typeof access === 'object' && 'space' in access);

/** What a route takes, well formed: an answer must not tell by its 400 what it would not tell by its 404. */
const bodies: Record<string, Record<string, unknown>> = {
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

/** Placeholders and fields that name nothing of a space. */
const OF_NO_SPACE = ['audience', 'ficheId'];
const PLAIN_FIELDS = 'name number version memberName kind expiresOn reminders size what reason email channel frequency limit cursor'.split(
  ' ',
);
/** And those that do, by what they name. */
const NAMING_FIELDS: Record<string, Place> = { replaces: 'fileId', member: 'memberId' };

type Place = 'spaceId' | 'documentId' | 'fileId' | 'memberId' | 'invitationId';
type Furnished = Awaited<ReturnType<typeof furnishedSpace>>;

/** Of a body or a query; one that is no object is an error here, and never passed over. */
const fieldsOf = ({ body, query }: Route): string[] =>
  [body, query].flatMap((schema) => {
    if (schema === undefined) return [];
    const inner = schema instanceof z.ZodMiniOptional ? schema.def.innerType : schema;
    if (!(inner instanceof z.ZodMiniObject)) throw new Error('what a route takes is no object: say which of it names something');
    return Object.keys(inner.shape);
  });
const placesOf = ({ path }: Route): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter((name) => !OF_NO_SPACE.includes(name));
const takesCursor = ([, { query }]: [string, Route]) => query !== undefined && 'cursor' in query.shape;

/** Identifiers as a route asks for them: some ask about what was deleted or taken away. */
const known = (name: string, { known: there, gone }: Furnished): Record<string, string> => {
  if (/^(restore|destroy)Document$/.test(name)) return { ...there, documentId: gone.documentId };
  return name === 'restoreFile' ? { ...there, fileId: gone.fileId } : there;
};

/** Two people, each with an association that has two of everything in it. */
describe('identifiers of another space', () => {
  let system: System;
  let mine: Furnished;
  let theirs: Furnished;
  /** Accounts. */
  let [me, them] = ['', ''];
  let before: string[];

  interface Knock {
    as?: string;
    query?: Record<string, string>;
    body?: Record<string, unknown>;
  }
  const knock = async ([name, route]: [string, Route], places: Record<string, string>, { as = me, query, body }: Knock = {}) => {
    const path = Object.entries(paramsOf(route, places)).reduce(
      (filled, [key, value]) => filled.replace(`{${key}}`, value),
      route.path as string,
    );
    const search = new URLSearchParams({ ...queryOf(route), ...query });
    const reply = await fetch(`${system.address}/api${path}?${search}`, {
      method: route.method,
      headers: {
        authorization: `Bearer ${system.issuer.mint({ accountId: as, role: 'citizen' })}`,
        ...(route.body && { 'content-type': 'application/json' }),
      },
      ...(route.body && { body: JSON.stringify({ ...bodies[name], ...body }) }),
    });
    const text = await reply.text();
    return { status: reply.status, text: text.replace(/urn:parvis:request:[^"]+/, '') };
  };
  /** All that a member reads of a space. */
  const readAll = async (as: string, of: Furnished) => {
    const reads = inSpaces.filter(([, { method }]) => method === 'GET');
    return Promise.all(reads.map(async (route) => (await knock(route, known(route[0], of), { as })).text));
  };
  const firstCursor = async (route: [string, Route], as: string, of: Furnished): Promise<string> => {
    const { text } = await knock(route, known(route[0], of), { as, query: { limit: '1' } });
    const { next } = JSON.parse(text) as { next: string | null };
    if (next === null) throw new Error(`${route[0]} has one page: put two things of it into the furnished space`);
    return next;
  };

  beforeAll(async () => {
    system = await startTestSystem();
    await putFiches(system);
    const [ada, bo] = [await openAccount(system, 'ada@exemple.fr'), await openAccount(system, 'bo@exemple.fr')];
    [mine, theirs] = await Promise.all([furnishedSpace(ada.actor, 'Club'), furnishedSpace(bo.actor, 'Cercle')]);
    [me, them] = [ada.account.id, bo.account.id];
    before = await readAll(them, theirs);
  });
  afterAll(() => system.stop());

  it.each(inSpaces)('%s tells the same of their space as of none', async (name, route) => {
    if (route.body) expect(bodies).toHaveProperty(name);
    const there = await knock([name, route], known(name, theirs));
    expect(there).toEqual(await knock([name, route], { ...known(name, theirs), spaceId: randomUUID() }));
    expect(there.status).toBe(404);
  });

  it.each(inSpaces.filter(([, route]) => placesOf(route).length > 1))(
    '%s tells the same of what is theirs as of what is not, in each place of its path, in a space of mine',
    async (name, route) => {
      const [here, there] = [known(name, mine), known(name, theirs)];
      const places = placesOf(route).filter((place) => place !== 'spaceId');
      for (const asked of [...places.map((place) => [place]), places]) {
        for (const place of asked) expect(there).toHaveProperty(place);
        const withTheirs = await knock([name, route], {
          ...here,
          ...Object.fromEntries(asked.map((place) => [place, there[place] ?? ''])),
        });
        const withNone = await knock([name, route], { ...here, ...Object.fromEntries(asked.map((place) => [place, randomUUID()])) });
        expect([asked, withTheirs]).toEqual([asked, withNone]);
        expect([asked, withTheirs.status]).toEqual([asked, 404]);
      }
    },
  );

  it.each(inSpaces.filter(([, route]) => fieldsOf(route).length > 0))(
    '%s tells the same of what is theirs as of what is not, in each field that it takes',
    async (name, route) => {
      for (const field of fieldsOf(route)) {
        const place = NAMING_FIELDS[field];
        expect([field, place !== undefined || PLAIN_FIELDS.includes(field)]).toEqual([field, true]);
        if (place === undefined) continue;
        const naming = (id: string) =>
          knock([name, route], known(name, mine), route.body ? { body: { [field]: id } } : { query: { [field]: id } });
        expect(await naming(theirs.known[place])).toEqual(await naming(randomUUID()));
      }
    },
  );

  it.each(inSpaces.filter(takesCursor))('%s takes no cursor of theirs, and they none of mine', async (name, route) => {
    const [ours, other] = [await firstCursor([name, route], me, mine), await firstCursor([name, route], them, theirs)];
    const statuses = [
      await knock([name, route], known(name, mine), { query: { cursor: ours } }),
      await knock([name, route], known(name, mine), { query: { cursor: other } }),
      await knock([name, route], known(name, theirs), { query: { cursor: ours } }),
      await knock([name, route], known(name, theirs), { query: { cursor: other } }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([200, 400, 404, 404]);
  });

  it('change nothing there', async () => expect(await readAll(them, theirs)).toEqual(before));
});
