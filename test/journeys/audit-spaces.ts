import { type Actor, waitFor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import type { SpaceId } from '../../schemas/account.ts';
import { routes } from '../../schemas/routes/index.ts';
import { client } from '../../web/client.ts';

const invitationTo = (system: System, to: string): Promise<string> =>
  waitFor(`an invitation to ${to}`, async () => {
    const letters = system.mailbox.messages({ to }).map(({ text }) => /#\/invitations\/([\w.-]+)/.exec(text ?? '')?.[1]);
    return letters.find((link) => link !== undefined);
  });

/** All that a person may do in an association, and with the invitations of another: each write once. */
export const doEverythingInSpaces = async (system: System, person: Actor, other: { actor: Actor; email: string }): Promise<void> => {
  const create = (actor: Actor, name: string) => actor.createSpace({ body: { name, number: null, memberName: 'Camille' } });
  const invite = (actor: Actor, spaceId: SpaceId, email: string) => actor.inviteMember({ params: { spaceId }, body: { email } });
  const { id: spaceId, version } = await create(person, 'Les Amis du quai');
  const params = { spaceId };
  await person.changeSpace({ params, body: { name: 'Les Amis du port', number: null, version } });
  await person.renameMyself({ params, body: { name: 'Camille Martin' } });
  const invitation = await invite(person, spaceId, 'personne@exemple.fr');
  await person.remindInvitation({ params: { ...params, invitationId: invitation.id } });
  await person.withdrawInvitation({ params: { ...params, invitationId: invitation.id } });
  await invite(person, spaceId, other.email);
  const invitationLink = await invitationTo(system, other.email);
  await other.actor.acceptInvitation({ params: { invitationLink }, body: { name: 'Bo' } });
  const { items } = await person.listMembers({ params });
  for (const { id: memberId, you } of items)
    if (!you) await person.removeMember({ params: { ...params, memberId }, body: { reason: 'Essai' } });
  await person.closeSpace({ params, body: { name: 'Les Amis du port' } });
  await person.reopenSpace({ params });

  const theirs = await create(other.actor, 'Un autre club');
  await invite(other.actor, theirs.id, (await person.readMyAccount({})).email);
  const [received] = await waitFor('what waits for the person', async () => {
    const waiting = (await person.listMyInvitations({})).items;
    return waiting.length > 0 && waiting;
  });
  await person.acceptInvitation({ params: { invitationLink: received?.link ?? '' }, body: { name: 'Camille' } });
  await person.leaveSpace({ params: { spaceId: theirs.id } });
  await invite(other.actor, theirs.id, 'quelquun@exemple.fr');
  const declined = await invitationTo(system, 'quelquun@exemple.fr');
  await client(routes, { base: `${system.address}/api` }).declineInvitation({ params: { invitationLink: declined } });
};
