import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../functions/shared/problem.ts';
import type { StateProvider } from '../../../schemas/federation.ts';
import { anybodyContext } from '../../doubles/context.ts';
import { camille, federationDesk, keep } from '../../doubles/federation-desk.ts';

type Desk = ReturnType<typeof federationDesk>;

const leave = async (desk: Desk, provider: StateProvider = 'franceconnect') => {
  const context = anybodyContext({ ...anybodyContext().visitor, cookies: new Map(Object.entries(desk.browser())) });
  const answer = await desk.start({ params: { provider, uid: desk.signIn.uid } }, context);
  if (typeof answer === 'string' || !('to' in answer)) throw new Error('nobody left');
  return { state: new URL(answer.to).searchParams.get('state') ?? '', browser: keep(desk.browser(), answer) };
};

const refused = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
    return 'let in';
  } catch (error) {
    return (error as Problem).kind;
  }
};

const comeBack = async (desk: Desk, provider: StateProvider = 'franceconnect') => {
  const { state, browser } = await leave(desk, provider);
  return desk.receive(provider, { code: 'code', state }, browser);
};

describe('somebody who comes back from FranceConnect', () => {
  const linked = async (desk: Desk) => {
    const account = desk.open();
    await desk.links.link({ accountId: account.id, provider: 'franceconnect', subject: 'subject-of-camille' }, desk.clock(), trail);
    return account;
  };
  const trail = { actor: 'public', action: 'test', correlationId: 'test' } as const;

  test('is let in to the account that is linked to them', async () => {
    const desk = federationDesk();
    const account = await linked(desk);
    expect(await comeBack(desk)).toMatchObject({ to: new URL(desk.signIn.returnTo) });
    expect(desk.proven).toMatchObject([{ accountId: account.id, proof: 'franceconnect' }]);
  });

  test('has what FranceConnect tells today in the place of what it told before, and only then', async () => {
    const desk = federationDesk();
    const account = await linked(desk);
    const version = async () => (await desk.links.find(account.id, 'franceconnect'))?.version;
    await comeBack(desk);
    expect(await version()).toBe(2);
    await comeBack(desk);
    expect(await version()).toBe(2);
    desk.says({ claims: { ...camille, preferred_username: 'DURAND' } });
    await comeBack(desk);
    expect((await desk.links.find(account.id, 'franceconnect'))?.identity?.usualName).toBe('DURAND');
  });

  test('is led to the page of a first visit when no account knows them, and nothing is kept but in their browser', async () => {
    const desk = federationDesk();
    desk.open();
    const answer = await comeBack(desk);
    expect(answer).toMatchObject({ to: '/api/identity/franceconnect/first-visit' });
    expect(desk.proven).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain('MARTIN');
  });

  test('is not let in to an account because its address is the same: nobody verified that one', async () => {
    const desk = federationDesk();
    const account = desk.open('citizen', 'camille.martin@exemple.fr');
    await comeBack(desk);
    expect(await desk.links.list(account.id)).toEqual([]);
  });

  test('is not let in to a suspended account', async () => {
    const desk = federationDesk();
    const account = desk.open('citizen', 'camille.martin@exemple.fr', 'suspended');
    await desk.links.link({ accountId: account.id, provider: 'franceconnect', subject: 'subject-of-camille' }, desk.clock(), trail);
    expect(await refused(comeBack(desk))).toBe('account-suspended');
  });

  test.each([
    ['in another browser', (_desk: Desk, came: { state: string }) => ({ ...came, browser: {} })],
    ['with a state that we did not make', (_desk: Desk, came: { browser: Record<string, string> }) => ({ ...came, state: 'x'.repeat(72) })],
    ['without a state', (_desk: Desk, came: { browser: Record<string, string> }) => ({ ...came, state: '' })],
  ])('is not let in %s', async (_what, change) => {
    const desk = federationDesk();
    await linked(desk);
    const { state, browser } = change(desk, await leave(desk));
    expect(await refused(desk.receive('franceconnect', { code: 'code', state }, browser))).toBe('arrival-expired');
    expect(desk.proven).toEqual([]);
  });

  test('is not let in with the state of one flow and the cookie of another', async () => {
    const desk = federationDesk();
    await linked(desk);
    const [one, other] = [await leave(desk), await leave(desk)];
    expect(await refused(desk.receive('franceconnect', { code: 'code', state: one.state }, other.browser))).toBe('arrival-expired');
  });

  test('is not let in by the door of the other provider', async () => {
    const desk = federationDesk();
    await linked(desk);
    const { state, browser } = await leave(desk);
    expect(await refused(desk.receive('proconnect', { code: 'code', state }, browser))).toBe('arrival-expired');
  });

  test('is let in once by one answer, however often and close it is sent', async () => {
    const desk = federationDesk();
    await linked(desk);
    const { state, browser } = await leave(desk);
    const send = () => refused(desk.receive('franceconnect', { code: 'code', state }, browser));
    expect((await Promise.all([send(), send(), send()])).toSorted()).toEqual(['arrival-expired', 'arrival-expired', 'let in']);
    expect(desk.proven).toHaveLength(1);
  });

  test('is not let in a day later', async () => {
    const desk = federationDesk();
    await linked(desk);
    const { state, browser } = await leave(desk);
    desk.tomorrow();
    expect(await refused(desk.receive('franceconnect', { code: 'code', state }, browser))).toBe('arrival-expired');
  });

  test('comes back to the sign-in page after giving up', async () => {
    const desk = federationDesk();
    desk.says('given-up');
    expect(await comeBack(desk)).toMatchObject({ to: `/api/identity/interaction/${desk.signIn.uid}` });
    expect(desk.logged).toEqual([]);
  });

  test.each([
    ['unavailable', 'state-provider-unavailable', 'federation.unavailable'],
    ['not-believed', 'arrival-refused', 'federation.refused'],
  ] as const)('is told when the answer is %s, and so are we', async (refusal, kind, code) => {
    const desk = federationDesk();
    desk.says(refusal);
    expect(await refused(comeBack(desk))).toBe(kind);
    expect(desk.logged).toEqual([code]);
  });

  test.each([
    ['without a name', { ...camille, family_name: undefined }],
    ['with a birth date of another form', { ...camille, birthdate: '24/08/1986' }],
    ['with a birthplace that is no code', { ...camille, birthplace: 'Paris' }],
  ])('opens nothing %s', async (_what, claims) => {
    const desk = federationDesk();
    desk.says({ claims });
    expect(await refused(comeBack(desk))).toBe('arrival-refused');
  });
});

describe('an agent who comes back from ProConnect', () => {
  const agent = { given_name: 'Nadia', usual_name: 'Petit', email: 'nadia.petit@exemple.fr' };

  test.each([
    [['pwd', 'totp', 'mfa'], 'proconnect-mfa'],
    [['pwd'], 'proconnect'],
  ])('is let in with what they showed there: %s', async (means, proof) => {
    const desk = federationDesk();
    const account = desk.open('agent', agent.email);
    desk.says({ subject: 'subject-of-nadia', means, claims: agent });
    await comeBack(desk, 'proconnect');
    expect(desk.proven).toMatchObject([{ accountId: account.id, proof }]);
  });

  test('is known by their address the first time, and by their subject from then on', async () => {
    const desk = federationDesk();
    const account = desk.open('editor', agent.email);
    desk.says({ subject: 'subject-of-nadia', claims: agent });
    await comeBack(desk, 'proconnect');
    desk.says({ subject: 'subject-of-nadia', claims: { ...agent, email: 'autre@exemple.fr' } });
    await comeBack(desk, 'proconnect');
    expect(desk.proven.map(({ accountId }) => accountId)).toEqual([account.id, account.id]);
    desk.says({ subject: 'somebody-else', claims: agent });
    expect(await refused(comeBack(desk, 'proconnect'))).toBe('identity-linked-already');
  });

  test.each([
    ['nobody invited', undefined],
    ['a citizen has the address of', 'citizen'],
  ] as const)('is not let in when %s them', async (_what, role) => {
    const desk = federationDesk();
    if (role) desk.open(role, agent.email);
    desk.says({ subject: 'subject-of-nadia', claims: agent });
    expect(await refused(comeBack(desk, 'proconnect'))).toBe('staff-unknown');
    expect(desk.proven).toEqual([]);
  });

  test('is not linked while suspended', async () => {
    const desk = federationDesk();
    const account = desk.open('agent', agent.email, 'suspended');
    desk.says({ subject: 'subject-of-nadia', claims: agent });
    expect(await refused(comeBack(desk, 'proconnect'))).toBe('account-suspended');
    expect(await desk.links.list(account.id)).toEqual([]);
  });
});
