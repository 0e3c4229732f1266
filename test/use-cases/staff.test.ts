import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { firstAdministrator } from '../../functions/identity/staff/first-administrator.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import type { ShownPage } from '../../schemas/routes/route.ts';
import { anAccount } from '../doubles/accounts.ts';
import { contextOf } from '../doubles/context.ts';
import { staffInMemory } from '../doubles/staff-in-memory.ts';
import { agentPlace as agent, INVITED as EMAIL, editorPlace as editor, staffScene as given } from '../doubles/staff-scene.ts';

const DAY = 24 * 60 * 60 * 1000;
const pageOf = (answer: unknown): string => (typeof answer === 'string' ? answer : (answer as ShownPage).page);

describe('inviting somebody to work here', () => {
  it('says to them what they are to be, and makes an account once they have chosen a password', async () => {
    const scene = given();
    const invitation = await scene.invite();
    expect(invitation).toMatchObject({ email: EMAIL, role: 'agent', service: 'etat-civil', expiresAt: '2026-12-14T08:00:00.000Z' });
    expect(pageOf(await scene.show(scene.token()))).toContain('agent du service etat-civil');
    expect(pageOf(await scene.accept(scene.token()))).toContain('Votre compte est créé');
    expect((await scene.list({ q: 'nadia' })).items).toMatchObject([
      { email: EMAIL, role: 'agent', service: 'etat-civil', status: 'active' },
    ]);
  });

  it('is refused for an address that has an account, or an invitation', async () => {
    const scene = given();
    scene.citizens.set(hashAddress(EMAIL), anAccount());
    await expect(scene.invite()).rejects.toMatchObject({ kind: 'account-exists' });
    await scene.invite('autre@ville.exemple');
    await expect(scene.invite('Autre@ville.exemple')).rejects.toMatchObject({ kind: 'staff-invited-already' });
  });

  it('is taken once', async () => {
    const scene = given();
    await scene.invite();
    const answers = await Promise.all([scene.accept(scene.token()), scene.accept(scene.token())]);
    expect(answers.filter((answer) => pageOf(answer).includes('Votre compte est créé'))).toHaveLength(1);
    expect(await scene.accept(scene.token())).toMatchObject({ status: 404 });
  });

  it.each([
    ['a password that many use', 'Motdepasse1', 'trop courant'],
    ['a password like the address', 'Nadia.petit1', 'ressemble à votre adresse'],
  ])('asks again for %s', async (_what, password, sentence) => {
    const scene = given();
    await scene.invite();
    const answer = await scene.accept(scene.token(), password);
    expect([(answer as ShownPage).status, pageOf(answer).includes(sentence)]).toEqual([400, true]);
    expect(pageOf(await scene.accept(scene.token()))).toContain('Votre compte est créé');
  });

  it.each<[string, (scene: ReturnType<typeof given>, id: string) => Promise<unknown> | void]>([
    ['withdrawn', (scene, id) => scene.withdraw(id)],
    ['older than fourteen days', (scene) => scene.wait(14 * DAY)],
  ])('leads nowhere once it is %s', async (_what, end) => {
    const scene = given();
    const { id } = await scene.invite();
    await end(scene, id);
    expect(await scene.show(scene.token())).toMatchObject({ status: 404 });
    expect(await scene.accept(scene.token())).toMatchObject({ status: 404 });
    expect((await scene.list()).items).toHaveLength(1);
    await scene.invite();
  });

  it('can be sent again, for fourteen days more', async () => {
    const scene = given();
    const { id } = await scene.invite();
    scene.wait(10 * DAY);
    expect((await scene.again(id)).expiresAt).toBe('2026-12-24T08:00:00.000Z');
    scene.wait(10 * DAY);
    expect(pageOf(await scene.accept(scene.token()))).toContain('Votre compte est créé');
    await expect(scene.again(id)).rejects.toMatchObject({ kind: 'staff-invitation-not-found' });
    await expect(scene.withdraw(id)).rejects.toMatchObject({ kind: 'staff-invitation-not-found' });
  });
});

describe('the place of somebody who works here', () => {
  it('is changed, service and all', async () => {
    const scene = given();
    const nadia = { ...anAccount({ role: 'editor' }) };
    scene.open(nadia);
    expect(await scene.place(nadia, agent)).toMatchObject({ role: 'agent', service: 'etat-civil' });
    const after = await scene.store.find(nadia.id);
    expect(after && (await scene.place(after, editor))).toMatchObject({ role: 'editor', service: null });
    expect(await scene.store.find(nadia.id)).not.toHaveProperty('service');
  });

  it('is no citizen’s, and nobody changes their own', async () => {
    const scene = given();
    const citizen = anAccount();
    scene.open(citizen);
    await expect(scene.place(citizen, editor)).rejects.toMatchObject({ kind: 'staff-not-found' });
    await expect(scene.place(anAccount(), editor)).rejects.toMatchObject({ kind: 'staff-not-found' });
    await expect(scene.place(scene.boss, editor)).rejects.toMatchObject({ kind: 'own-account' });
  });
});

describe('suspending', () => {
  it('suspends anybody, and reinstates', async () => {
    const scene = given();
    const citizen = anAccount();
    scene.open(citizen);
    await scene.suspend(citizen);
    expect((await scene.store.find(citizen.id))?.status).toBe('suspended');
    await scene.reinstate(citizen);
    expect((await scene.store.find(citizen.id))?.status).toBe('active');
    await expect(scene.suspend(anAccount())).rejects.toMatchObject({ kind: 'account-not-found' });
    await expect(scene.reinstate(anAccount())).rejects.toMatchObject({ kind: 'account-not-found' });
    await expect(scene.suspend(scene.boss)).rejects.toMatchObject({ kind: 'own-account' });
  });

  it('leaves an administrator, whoever of two is quicker', async () => {
    const scene = given();
    const other = anAccount({ role: 'administrator' });
    scene.open(other);
    const byOther = contextOf(other.id, 'administrator');
    await scene.suspend(other);
    await expect(scene.suspend(scene.boss, byOther)).rejects.toMatchObject({ kind: 'last-administrator' });
    await expect(scene.place(scene.boss, editor, byOther)).rejects.toMatchObject({ kind: 'last-administrator' });
  });
});

describe('the first administrator', () => {
  const begin = (scene: ReturnType<typeof given>, order: unknown) =>
    firstAdministrator({
      ...scene.dependencies,
      staff: scene.store,
      siteAddress: 'https://parvis.exemple',
      newCorrelationId: randomUUID,
    })(order);

  it('is invited by whoever deploys, as long as there is none', async () => {
    const scene = given();
    expect(await begin(scene, { email: 'jeanne@ville.exemple' })).toEqual({
      refused: 'there is an administrator already, who can invite others',
    });
    const empty = { ...scene, store: staffInMemory().store };
    const answer = await begin(empty, { email: 'jeanne@ville.exemple' });
    expect(answer).toEqual({ link: `https://parvis.exemple/api/identity/invitation/${scene.token()}`, until: '2026-12-14T08:00:00.000Z' });
    expect(pageOf(await scene.show(scene.token()))).toContain('administrateur');
    expect(await begin(empty, { email: 'jeanne@ville.exemple' })).toMatchObject({
      refused: expect.stringContaining('invited already') as string,
    });
  });

  it.each([undefined, {}, { email: 'jeanne' }, { email: 12 }])('is not made by %j', async (order) => {
    const scene = { ...given(), store: staffInMemory().store };
    expect(await begin(scene, order)).toMatchObject({ refused: expect.stringContaining('the order must be') as string });
  });
});
