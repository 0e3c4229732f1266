import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { askIdentityLink } from '../../../functions/identity/federation/ask-identity-link.ts';
import { goAndLink } from '../../../functions/identity/federation/go-and-link.ts';
import { leaveProvider, showDeparted } from '../../../functions/identity/federation/leave-provider.ts';
import { listIdentityLinks } from '../../../functions/identity/federation/list-identity-links.ts';
import { onwardCookie } from '../../../functions/identity/federation/onward.ts';
import { removeIdentityLink } from '../../../functions/identity/federation/remove-identity-link.ts';
import { cookieKeyring, sealedCookies } from '../../../functions/identity/federation/sealed-cookies.ts';
import type { Problem } from '../../../functions/shared/problem.ts';
import type { Role } from '../../../schemas/account.ts';
import { anybodyContext, aVisitor, contextOf, readerContextOf } from '../../doubles/context.ts';
import { federationDesk, keep } from '../../doubles/federation-desk.ts';

const kindOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
    return 'done';
  } catch (error) {
    return (error as Problem).kind;
  }
};

const provider = 'franceconnect' as const;

/** Somebody at their account, with or without a password. */
const somebody = (role: Role = 'citizen', withPassword = true) => {
  const desk = federationDesk(() => withPassword);
  const { id } = desk.open(role);
  const passwordOf = async () => (withPassword ? { hash: 'hash', setAt: '2026-11-22T08:00:00.000Z' } : undefined);
  const commits: unknown[] = [];
  const commit = async (change: unknown) => void commits.push(change);
  const dependencies = { ...desk, passwordOf, commit };
  const trail = { actor: 'public', action: 'test', correlationId: 'test' } as const;
  return {
    desk,
    id,
    commits,
    ask: () => askIdentityLink(dependencies)({ params: { provider } }, contextOf(id, role)),
    go: (ticket: string, to: 'franceconnect' | 'proconnect' = provider) =>
      goAndLink(dependencies)(
        { params: { provider: to }, form: { valid: true, values: { ticket }, typed: {} } },
        { caller: undefined, trail, problem: desk.problem, visitor: aVisitor() },
      ),
    list: () => listIdentityLinks(dependencies)({}, readerContextOf(id, role)),
    remove: () => removeIdentityLink(dependencies)({ params: { provider } }, contextOf(id, role)),
    link: (subject = 'subject') => desk.links.link({ accountId: id, provider, subject }, desk.clock(), contextOf(id).trail),
  };
};

const stateOf = (answer: unknown): string => /state=([\w-]+)/.exec(JSON.stringify(answer))?.[1] ?? '';

describe('a person who links their account', () => {
  test('carries it to the way back in their own browser, and nowhere else', async () => {
    const { desk, id, ask, go } = somebody();
    const answer = await go((await ask()).ticket);
    if (typeof answer === 'string') throw new Error('no cookie');
    const browser = keep({}, answer);
    const state = stateOf(answer);
    expect(JSON.stringify(answer)).not.toContain(id);
    await desk.receive(provider, { code: 'code', state }, browser);
    expect(await desk.links.list(id)).toMatchObject([{ provider, subject: 'subject-of-camille' }]);
  });

  test('comes back twice to the same account without harm', async () => {
    const { desk, id, ask, go } = somebody();
    const answers = [await go((await ask()).ticket), await go((await ask()).ticket)];
    for (const answer of answers) await desk.receive(provider, { code: 'code', state: stateOf(answer) }, keep({}, answer));
    expect(await desk.links.list(id)).toHaveLength(1);
  });

  test('has a ticket for two minutes, for one provider, that nobody can write', async () => {
    const { desk, ask, go } = somebody();
    const { ticket } = await ask();
    expect(await kindOf(go(ticket, 'proconnect'))).toBe('arrival-expired');
    expect(await kindOf(go(ticket.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))))).toBe('arrival-expired');
    expect(await kindOf(go('k1.'))).toBe('arrival-expired');
    desk.tomorrow();
    expect(await kindOf(go(ticket))).toBe('arrival-expired');
  });

  test('leaves a record of both steps, whose actor is themselves', async () => {
    const { id, ask, go, commits } = somebody();
    await go((await ask()).ticket);
    expect(commits).toMatchObject([{ trail: { actor: id } }, { trail: { actor: id } }]);
  });

  test('does not link what is linked, nor what is not for them', async () => {
    const linked = somebody();
    await linked.link();
    expect(await kindOf(linked.ask())).toBe('identity-linked-already');
    expect(await kindOf(somebody('agent').ask())).toBe('identity-not-for-role');
  });
});

describe('a person who takes their link away', () => {
  test('reads whether they may, and then has none', async () => {
    const { list, link, remove } = somebody();
    await link();
    expect((await list()).items).toMatchObject([{ provider, mayBeRemoved: true }]);
    await remove();
    expect((await list()).items).toEqual([]);
    expect(await kindOf(remove())).toBe('identity-link-not-found');
  });

  test('chooses a password first when it is the only way in', async () => {
    const { list, link, remove } = somebody('citizen', false);
    await link();
    expect((await list()).items).toMatchObject([{ mayBeRemoved: false }]);
    expect(await kindOf(remove())).toBe('password-first');
    expect((await list()).items).toHaveLength(1);
  });

  test('twice at once has it taken away once, and is told that it is done', async () => {
    const { link, remove } = somebody();
    await link();
    expect((await Promise.all([kindOf(remove()), kindOf(remove())])).toSorted()).toEqual(['done', 'done']);
  });

  test('keeps it when the password went in between', async () => {
    let passwords = 2;
    const desk = federationDesk(() => passwords-- > 1);
    const { id } = desk.open();
    await desk.links.link({ accountId: id, provider, subject: 'subject' }, desk.clock(), contextOf(id).trail);
    passwords = 0;
    const passwordOf = async () => ({ hash: 'hash', setAt: '2026-11-22T08:00:00.000Z' });
    const remove = removeIdentityLink({ links: desk.links, passwordOf, clock: desk.clock });
    expect(await kindOf(remove({ params: { provider } }, contextOf(id)))).toBe('password-first');
    expect(await desk.links.list(id)).toHaveLength(1);
  });
});

describe('leaving a provider', () => {
  test('takes the token out of the browser that has it, once', async () => {
    const { desk } = somebody();
    const onward = onwardCookie(desk.cookies);
    const leave = leaveProvider({ ...desk, onward });
    const context = (browser: Record<string, string>) => ({
      caller: undefined,
      trail: undefined,
      problem: desk.problem,
      visitor: aVisitor(browser),
    });
    const browser = keep({}, { cookies: [await desk.cookies.set('at-franceconnect', 'a.signed.token', 60)] });
    const answer = await leave({ params: { provider } }, context(browser));
    if (typeof answer === 'string' || !('to' in answer)) throw new Error('nobody left');
    expect(String(answer.to)).toContain('id_token_hint=a.signed.token');
    expect(keep(browser, answer)).toEqual({});
    expect(await leave({ params: { provider } }, context({}))).toContain('Vous êtes déconnecté de FranceConnect');
  });

  test('is offered to who is not let in: else they would come back as the same agent each time that they try', async () => {
    const { desk } = somebody();
    const to = { params: { provider: 'proconnect' } } as const;
    const began = await desk.start({ params: { ...to.params, uid: desk.signIn.uid } }, anybodyContext(aVisitor(desk.browser())));
    const came = desk.receive('proconnect', { code: 'code', state: stateOf(began) }, keep(desk.browser(), began));
    const { kind, wayOut } = await came.then(
      () => Promise.reject(new Error('let in')),
      (error: unknown) => error as Problem,
    );
    expect([kind, wayOut?.to]).toEqual(['staff-unknown', '/api/identity/proconnect/departure']);
    const leave = leaveProvider({ ...desk, onward: onwardCookie(desk.cookies) });
    expect(await leave(to, anybodyContext(aVisitor(keep({}, wayOut ?? {}))))).toHaveProperty('to');
  });

  test('leads on to the service from which somebody signed out, where its address can be kept', async () => {
    const { desk } = somebody();
    const onward = onwardCookie(desk.cookies);
    const back = 'https://mediatheque.exemple.fr/au-revoir?state=';
    const shown = async (cookies: readonly string[]) =>
      showDeparted({ onward })({ params: { provider }, query: {} }, anybodyContext(aVisitor(keep({}, { cookies }))));
    expect(await shown([(await onward.keep(`${back}bye`)) ?? ''])).toContain(`href="${back}bye"`);
    expect(await shown([])).toContain('href="/">Retour à l’accueil');
    expect(await onward.keep(back + 'x'.repeat(2000))).toBeUndefined();
    expect((await onward.keep(back + 'x'.repeat(1900)))?.length).toBeLessThan(4096);
  });
});

describe('a sealed cookie', () => {
  const site = 'https://parvis.exemple.fr';
  const keyring = cookieKeyring(JSON.stringify({ k1: 'the text of a secret that is long enough for all of them' }));
  const cookies = sealedCookies(async () => keyring, site);

  test('is read under its own name alone, whole, and by this very site', async () => {
    const line = await cookies.set('one', { a: 1 }, 60);
    expect(line).toMatch(/^__Host-parvis-one=k1\.[\w-]+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const value = /=([^;]+)/.exec(line)?.[1] ?? '';
    const read = (name: string, text: string) =>
      cookies.read(aVisitor({ [`__Host-parvis-${name}`]: text }), name, z.object({ a: z.int() }));
    expect(await read('one', value)).toEqual({ a: 1 });
    expect(await read('two', value)).toBeUndefined();
    expect(await read('one', value.slice(0, -2))).toBeUndefined();
    expect(await read('one', '')).toBeUndefined();
    expect(await cookies.read(aVisitor({ 'parvis-one': value }), 'one', z.object({ a: z.int() }))).toBeUndefined();
  });

  test('is never longer than a browser keeps', async () => {
    await expect(cookies.set('one', 'a'.repeat(4000), 60)).rejects.toThrow('no browser keeps');
  });
});
