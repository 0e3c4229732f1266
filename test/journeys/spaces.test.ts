import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, actAs, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { SpaceId } from '../../schemas/account.ts';
import { routes } from '../../schemas/routes/index.ts';
import { client } from '../../web/client.ts';
import { readEverywhere } from '../doubles/everywhere.ts';
import { fillWallet, kindsOfWallets } from '../doubles/full-wallet.ts';
import { startTestSystem } from './start.ts';

const PAUSE = 7 * 86_400_000;

describe('two people and one association', () => {
  let system: System;
  let ada: Actor;
  let bo: Actor;
  let adaSpace: SpaceId;
  let spaceId: SpaceId;
  const ADA = 'ada.martin@exemple.fr';
  const BO = 'bo.durand@exemple.fr';

  const linkIn = (to: string, subject: RegExp) =>
    waitFor(`a letter to ${to}`, async () => {
      const letter = system.mailbox.messages({ to }).find((mail) => subject.test(mail.subject));
      return /#\/invitations\/([\w.-]+)/.exec(letter?.text ?? '')?.[1];
    });
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => 'let through',
      (error: unknown) => (error as { kind: string }).kind,
    );

  beforeAll(async () => {
    system = await startTestSystem();
    const administrator = actAs(system, { accountId: '11111111-1111-4111-8111-111111111111', role: 'administrator' });
    const open = async (email: string) => administrator.openAccount({ body: { email } });
    const [one, other] = [await open(ADA), await open(BO)];
    ada = actAs(system, { accountId: one.id, role: 'citizen' });
    bo = actAs(system, { accountId: other.id, role: 'citizen' });
    adaSpace = one.personalSpaceId;
  });
  afterAll(() => system.stop());

  it('the space is there at once, after the personal one', async () => {
    const space = await ada.createSpace({ body: { name: '  Les Amis   du quai ', number: 'w751 234 567', memberName: 'Ada Martin' } });
    expect(space).toMatchObject({ kind: 'association', name: 'Les Amis du quai', number: 'W751234567', members: 1 });
    spaceId = space.id;
    expect((await ada.listSpaces({})).items.map(({ name }) => name)).toEqual(['Espace personnel', 'Les Amis du quai']);
    expect(await refusal(bo.readSpace({ params: { spaceId } }))).toBe('not-found');
  });

  it('somebody is invited by mail, reads who invites them, and joins under the name that they choose', async () => {
    await ada.inviteMember({ params: { spaceId }, body: { email: 'Bo.Durand@exemple.fr' } });
    const invitationLink = await linkIn(BO, /Les Amis du quai/);
    const nobody = client(routes, { base: `${system.address}/api` });
    expect(await nobody.readInvitation({ params: { invitationLink } })).toMatchObject({
      spaceName: 'Les Amis du quai',
      invitedBy: 'Ada Martin',
    });
    expect((await bo.listMyInvitations({})).items.map(({ spaceName }) => spaceName)).toEqual(['Les Amis du quai']);
    expect(await refusal(ada.acceptInvitation({ params: { invitationLink }, body: { name: 'Ada' } }))).toBe(
      'invitation-for-another-address',
    );
    const joined = await bo.acceptInvitation({ params: { invitationLink }, body: { name: 'Bo Durand' } });
    expect(joined).toMatchObject({ id: spaceId, members: 2 });
    expect(await refusal(bo.acceptInvitation({ params: { invitationLink }, body: { name: 'Bo' } }))).toBe('invitation-not-found');
    expect((await ada.listMembers({ params: { spaceId } })).items.map(({ name, you }) => [name, you])).toEqual([
      ['Ada Martin', true],
      ['Bo Durand', false],
    ]);
  });

  it('both do the same things, and each reads what the other did', async () => {
    const { version } = await bo.readSpace({ params: { spaceId } });
    await bo.changeSpace({ params: { spaceId }, body: { name: 'Les Amis du port', number: null, version } });
    const { items } = await ada.listActions({ params: { spaceId } });
    expect(items.map(({ by, text }) => `${by.name} ${text}`).toSorted()).toEqual(
      [
        'Ada Martin a créé l’espace « Les Amis du quai »',
        'Ada Martin a invité B…@exemple.fr',
        'Bo Durand a rejoint l’espace',
        'Bo Durand a renommé l’espace, qui s’appelait « Les Amis du quai »',
        'Bo Durand a changé le numéro de l’association : aucun',
      ].toSorted(),
    );
  });

  it('whoever is removed is out at that instant, with their cursors, and is told', async () => {
    const page = await bo.listActions({ params: { spaceId }, query: { limit: 1 } });
    const { items } = await ada.listMembers({ params: { spaceId } });
    const other = items.find(({ you }) => !you);
    if (!other) throw new Error('nobody else is a member');
    await ada.removeMember({ params: { spaceId, memberId: other.id }, body: { reason: 'Départ du bureau' } });
    const still = [
      bo.readSpace({ params: { spaceId } }),
      bo.listActions({ params: { spaceId }, query: { cursor: page.next ?? '' } }),
      bo.listMembers({ params: { spaceId } }),
      bo.inviteMember({ params: { spaceId }, body: { email: 'complice@exemple.fr' } }),
      bo.leaveSpace({ params: { spaceId } }),
    ];
    expect(await Promise.all(still.map(refusal))).toEqual(Array(5).fill('not-found'));
    expect((await bo.listSpaces({})).items).toHaveLength(1);
    const { former } = await ada.listMembers({ params: { spaceId } });
    expect(former).toEqual([{ id: other.id, name: 'Bo Durand' }]);
    const theirs = await ada.listActions({ params: { spaceId }, query: { member: other.id } });
    expect(theirs.items.map(({ by }) => by.name)).toEqual(['Bo Durand', 'Bo Durand', 'Bo Durand']);
    const [removal] = (await ada.listActions({ params: { spaceId }, query: { kind: 'member.removed' } })).items;
    expect(removal).toMatchObject({ reason: 'Départ du bureau', member: { name: 'Bo Durand' }, text: 'a retiré Bo Durand de l’espace' });
    await waitFor('the letter of the removal', async () =>
      system.mailbox.messages({ to: BO }).find(({ subject }) => /plus accès/.test(subject)),
    );
  });

  it('the last one does not leave, closes by the name, may think again, and after the pause nothing is left', async () => {
    const params = { spaceId };
    expect(await refusal(ada.leaveSpace({ params }))).toBe('last-member');
    expect(await refusal(ada.closeSpace({ params, body: { name: 'Les Amis du quai' } }))).toBe('closure-unconfirmed');
    const { closesAt } = await ada.closeSpace({ params, body: { name: 'Les Amis du port' } });
    expect(Date.parse(closesAt ?? '') - Date.now()).toBeGreaterThan(PAUSE - 60_000);
    expect(await refusal(ada.inviteMember({ params, body: { email: 'tard@exemple.fr' } }))).toBe('space-closing');
    const letter = (subject: RegExp) =>
      waitFor(`the letter ${subject}`, async () => system.mailbox.messages({ to: ADA }).find((mail) => subject.test(mail.subject)));
    expect((await letter(/« Les Amis du port » va être fermée/)).text).toContain(`/mon-espace.html#/espaces/${spaceId}/reglages`);
    expect((await ada.reopenSpace({ params })).closesAt).toBeNull();
    await letter(/« Les Amis du port » reste ouverte/);
    await fillWallet(ada, spaceId, 'Les Amis du port');
    await ada.closeSpace({ params, body: { name: 'Les Amis du port' } });
    await system.runSchedule('spaces-due', new Date());
    expect((await ada.readSpace({ params })).name).toBe('Les Amis du port');
    await system.runSchedule('spaces-due', new Date(Date.now() + PAUSE + 60_000));
    expect(await refusal(ada.readSpace({ params }))).toBe('not-found');
    expect((await ada.listSpaces({})).items.map(({ id }) => id)).toEqual([adaSpace]);
    expect((await letter(/« Les Amis du port » est fermée/)).text).toContain('sans retour possible');
    await waitFor('the end of all that was in it', async () => {
      const everywhere = await readEverywhere(system);
      const there = ['documents', 'actions', 'memberships'].flatMap((name) => everywhere.tables.get(name) ?? []);
      return kindsOfWallets(everywhere).join() === 'upload accepted' && !JSON.stringify(there).includes(spaceId);
    });
  });

  it('the history of each account tells how it came in and went out, and why, once the feed is gone', async () => {
    const told = async (actor: Actor) =>
      (await actor.listHistory({ query: { theme: 'spaces' } })).items.map(({ kind, by, what, why }) => [kind, by.type, what, why]);
    expect((await told(ada)).map(([kind, by]) => `${kind} by ${by}`).toSorted()).toEqual(
      [
        'space-created by self',
        'space-closing-asked by self',
        'space-closing-called-back by self',
        'space-closing-asked by self',
        'space-closed by parvis',
      ].toSorted(),
    );
    expect(await told(bo)).toEqual([
      ['space-access-removed', 'member', '« Les Amis du port »', 'Départ du bureau'],
      ['space-joined', 'self', '« Les Amis du quai »', undefined],
    ]);
    expect(system.denied).toEqual([]);
  });
});
