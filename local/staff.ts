import { type Actor, actAs, actAsStaff, waitFor } from './acting.ts';
import type { System } from './system.ts';

/** Somebody who works here, by an account of their own. */
export interface Colleague {
  accountId: string;
  actor: Actor;
  password: string;
}

type Place = { role: 'agent'; service: string } | { role: 'editor' } | { role: 'administrator' };

export interface Invitee {
  email: string;
  place: Place;
  password: string;
}

const INVITATION = /https?:\/\/\S+\/api\/identity\/invitation\/[\w-]+/;

/** Chooses a password behind the link of an invitation, as a browser does. */
const accept = async (system: System, link: string, password: string): Promise<void> => {
  const reply = await fetch(link, { method: 'POST', headers: { origin: system.address }, body: new URLSearchParams({ password }) });
  if (!reply.ok) throw new Error(`the invitation was not taken: ${reply.status} ${await reply.text()}`);
};

const colleague = async (system: System, email: string, { role }: Pick<Place, 'role'>, password: string): Promise<Colleague> => {
  const { items } = await actAsStaff(system, 'administrator').listStaff({ query: { q: email } });
  const found = items.find((one) => one.email === email);
  if (!found) throw new Error(`nobody works here under ${email}`);
  return { accountId: found.accountId, actor: actAs(system, { accountId: found.accountId, role }), password };
};

/** Has an administrator invite somebody, who follows the mail and chooses a password. */
export const joinStaff = async (system: System, { email, place, password }: Invitee): Promise<Colleague> => {
  await actAsStaff(system, 'administrator').inviteStaff({ body: { email, place } });
  const link = await waitFor('the invitation', async () =>
    system.mailbox
      .messages({ to: email })
      .map(({ text = '' }) => INVITATION.exec(text)?.[0])
      .find((one) => one !== undefined),
  );
  await accept(system, link, password);
  return colleague(system, email, place, password);
};

/** Lets the first administrator in as whoever deploys does. */
export const joinFirst = async (system: System, email: string, password: string): Promise<Colleague> => {
  const answer = (await system.functions.invoke('identity-first-administrator', { email })) as { link?: string; refused?: string };
  if (!answer.link) throw new Error(`no first administrator: ${answer.refused}`);
  await accept(system, answer.link, password);
  return colleague(system, email, { role: 'administrator' }, password);
};
