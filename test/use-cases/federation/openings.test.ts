import { describe, expect, test } from 'vitest';
import { doorKeyring } from '../../../functions/identity/door-keys.ts';
import { keepVisit, showFirstVisit } from '../../../functions/identity/federation/first-visit.ts';
import { onOpeningAsked } from '../../../functions/identity/federation/on-opening-asked.ts';
import { openWithFranceConnect } from '../../../functions/identity/federation/open-with-franceconnect.ts';
import { showOpening } from '../../../functions/identity/federation/show-opening.ts';
import type { OpeningStore } from '../../../functions/identity/store/federation/openings.ts';
import type { People } from '../../../functions/identity/store/people.ts';
import type { Problem } from '../../../functions/shared/problem.ts';
import type { LinkId } from '../../../schemas/link.ts';
import { aCivilIdentity } from '../../doubles/civil-identity.ts';
import { anybodyContext, aVisitor } from '../../doubles/context.ts';
import { federationDesk, keep } from '../../doubles/federation-desk.ts';

const SITE = 'https://parvis.exemple.fr';
const keyring = doorKeyring(JSON.stringify({ k1: 'the text of a secret that is long enough for all of them' }));
const linkKeys = async () => keyring;
const trail = { actor: 'public', action: 'test', correlationId: 'test' } as const;

const kindOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
    return 'done';
  } catch (error) {
    return (error as Problem).kind;
  }
};

const pageOf = (answer: unknown): string => (typeof answer === 'string' ? answer : ((answer as { page?: string }).page ?? ''));

/** Somebody whom FranceConnect knows and we do not, at the page of their first visit. */
const firstVisit = async () => {
  const desk = federationDesk();
  const asked: LinkId[] = [];
  const openings: OpeningStore = {
    ...desk.openings,
    ask: async (opening, names, by) => {
      const kept = await desk.openings.ask(opening, names, by);
      if (kept) asked.push(names.link);
      return kept;
    },
  };
  const letters: { to: string; title: string; text: string }[] = [];
  const visit = {
    subject: 'subject-of-camille',
    identity: aCivilIdentity(),
    email: 'camille.martin@exemple.fr',
    interaction: desk.signIn.uid,
  };
  const browser = keep({}, { cookies: [await keepVisit(desk.cookies, visit, desk.clock())] });
  const send = (form: Record<string, string>, cookies = browser) => {
    const { email = '', terms } = form;
    const valid = email.includes('@') && terms === 'on';
    const read = valid
      ? ({ valid: true, values: { email, terms: 'on' as const }, typed: form } as const)
      : ({ valid: false, errors: { email: 'à corriger' }, typed: form } as const);
    const context = { caller: undefined, trail, problem: desk.problem, visitor: aVisitor(cookies) };
    return openWithFranceConnect({ ...desk, openings, linkKeys })({ form: read }, context);
  };
  const people: Pick<People, 'byAddress'> = {
    byAddress: async () => ({
      account: (await desk.accounts.byEmail('camille.martin@exemple.fr')) as never,
      password: undefined,
      pending: undefined,
    }),
  };
  const write = onOpeningAsked({
    openings,
    people,
    post: async ({ to, letter }) => void letters.push({ to, title: letter.subject, text: letter.text }),
    linkKeys,
    siteAddress: SITE,
    clock: desk.clock,
  });
  const writeAll = async () => {
    for (const link of asked.splice(0)) await write({ link }, { eventId: link, correlationId: 'test', at: desk.clock().toISOString() });
  };
  const show = (link: string) => showOpening({ ...desk, openings })({ params: { link } }, anybodyContext());
  const tokenIn = (text: string): string => /\/api\/identity\/opening\/([\w-]{43})/.exec(text)?.[1] ?? '';
  /** From the link of the last letter through FranceConnect. */
  const follow = async () => {
    const page = await show(tokenIn(letters.at(-1)?.text ?? ''));
    const state = /state=([\w-]+)/.exec(pageOf(page))?.[1] ?? '';
    return desk.receive('franceconnect', { code: 'code', state }, keep({}, page));
  };
  return { desk, browser, send, writeAll, letters, show, follow, tokenIn };
};

const good = { email: 'camille.martin@exemple.fr', terms: 'on' };

describe('an account that is opened with FranceConnect', () => {
  test('is born when the mailbox and FranceConnect speak of the same person', async () => {
    const { desk, send, writeAll, letters, follow } = await firstVisit();
    expect(pageOf(await send(good))).toContain('Ouvrez le message');
    await writeAll();
    expect(letters).toMatchObject([{ to: good.email, title: 'Ouvrez votre compte Parvis' }]);
    expect(pageOf(await follow())).toContain('Votre compte est ouvert');
    expect(await desk.links.accountOf('franceconnect', 'subject-of-camille')).toBeDefined();
    expect(await kindOf(follow())).toBe('opening-gone');
  });

  test('is not born for who reads the mailbox and is somebody else', async () => {
    const { desk, send, writeAll, follow } = await firstVisit();
    await send(good);
    await writeAll();
    desk.says({ subject: 'somebody-else' });
    expect(await kindOf(follow())).toBe('arrival-refused');
    expect(await desk.links.accountOf('franceconnect', 'somebody-else')).toBeUndefined();
  });

  test('keeps nothing of who somebody is until then', async () => {
    const kept: unknown[] = [];
    const { desk, send } = await firstVisit();
    const { ask } = desk.openings;
    desk.openings.ask = async (opening, names, by) => {
      kept.push(opening);
      return ask(opening, names, by);
    };
    await send(good);
    expect(JSON.stringify(kept)).not.toMatch(/MARTIN|1986/);
  });

  test('is told to the mailbox alone when the address has one already', async () => {
    const { desk, send, writeAll, letters } = await firstVisit();
    const without = pageOf(await send(good));
    desk.open();
    const again = await firstVisit();
    expect(pageOf(await again.send(good))).toBe(without);
    await writeAll();
    expect(letters).toMatchObject([{ title: 'Vous avez déjà un compte Parvis' }]);
    expect(letters[0]?.text).not.toContain('/api/identity/opening/');
  });

  test('is not born twice for one address', async () => {
    const { desk, send, writeAll, follow } = await firstVisit();
    await send(good);
    await writeAll();
    desk.open();
    expect(await kindOf(follow())).toBe('account-exists');
  });

  test('has a link of 24 hours, that nobody can write', async () => {
    const { desk, send, writeAll, letters, show, tokenIn } = await firstVisit();
    await send(good);
    await writeAll();
    const token = tokenIn(letters[0]?.text ?? '');
    expect(await kindOf(show(token))).toBe('done');
    expect(await kindOf(show(token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))))).toBe('opening-gone');
    desk.tomorrow();
    expect(await kindOf(show(token))).toBe('opening-gone');
  });

  test('writes to nobody when the link has ended before its turn came', async () => {
    const { desk, send, writeAll, letters } = await firstVisit();
    await send(good);
    desk.tomorrow();
    await writeAll();
    expect(letters).toEqual([]);
  });

  test('writes five letters a day at most for one person, to whatever addresses', async () => {
    const { send, writeAll, letters } = await firstVisit();
    for (let nth = 0; nth < 7; nth++) await send({ ...good, email: `victime${nth}@exemple.fr` });
    await writeAll();
    expect(letters).toHaveLength(5);
    expect(pageOf(await send(good))).toContain('plusieurs messages aujourd’hui');
  });

  test('is asked for in the browser that came back, and in no other', async () => {
    const { desk, send } = await firstVisit();
    expect(await kindOf(send(good, {}))).toBe('arrival-expired');
    const show = showFirstVisit({ cookies: desk.cookies, clock: desk.clock });
    expect(await kindOf(show({}, anybodyContext()))).toBe('arrival-expired');
  });

  test('is asked again for what is missing, with what was typed', async () => {
    const { send } = await firstVisit();
    const answer = await send({ email: 'camille', terms: 'on' });
    expect(answer).toMatchObject({ status: 400 });
    expect(pageOf(answer)).toContain('value="camille"');
  });
});
