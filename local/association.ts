import { type Actor, waitFor } from './acting.ts';
import type { System } from './system.ts';

const LINK = /#\/invitations\/([\w.-]+)/;

export interface Person {
  actor: Actor;
  name: string;
  email: string;
}

/** Has one person found an association and another join it by the link of the mail; what an interrupted seed began is taken up again. */
export const shareAssociation = async (system: System, name: string, [founder, member]: readonly [Person, Person]): Promise<void> => {
  const named = ({ items }: { items: { name: string }[] }) => items.some((space) => space.name === name);
  if (named(await member.actor.listSpaces({}))) return;
  const known = (await founder.actor.listSpaces({})).items.find((space) => space.name === name);
  const space = known ?? (await founder.actor.createSpace({ body: { name, number: null, memberName: founder.name } }));
  const params = { spaceId: space.id };
  for (const { id } of (await founder.actor.listInvitations({ params })).items)
    await founder.actor.withdrawInvitation({ params: { ...params, invitationId: id } });
  await founder.actor.inviteMember({ params, body: { email: member.email } });
  const invitationLink = await waitFor('the invitation to the association', async () =>
    system.mailbox
      .messages({ to: member.email })
      .map(({ text = '' }) => LINK.exec(text)?.[1])
      .findLast((link) => link !== undefined),
  );
  await member.actor.acceptInvitation({ params: { invitationLink }, body: { name: member.name } });
};
