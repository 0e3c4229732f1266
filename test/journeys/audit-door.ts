import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import type { Actor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { doorVisitor } from '../doubles/door-visitor.ts';
import { siteVisitor } from '../doubles/site-visitor.ts';

const [FIRST, SECOND] = ['Vert-pomme-42', 'Rouge-cerise-17'];
const NEWCOMER = 'dominique.leroy@exemple.fr';
const ELSEWHERE = 'camille.ailleurs@exemple.fr';

/** All that is done at the door: somebody signs up, and somebody else gets and changes what they sign in by; gives who signed up. */
export const doEverythingAtTheDoor = async (system: System, { actor, email }: { actor: Actor; email: string }): Promise<string> => {
  const door = doorVisitor(system);
  await door.fillIn('sign-up', { email: NEWCOMER, password: FIRST, terms: 'on' });
  await door.fillIn('activation', { email: NEWCOMER });
  await door.confirm(await door.linkTo(NEWCOMER, 'activation'), { password: FIRST });

  await door.fillIn('password', { email });
  await door.confirm(await door.linkTo(email, 'password'), { password: FIRST });
  await actor.changePassword({ body: { current: FIRST, next: SECOND } });
  await actor.askAddressChange({ body: { email: ELSEWHERE, password: SECOND } });
  await door.confirm(await door.linkTo(ELSEWHERE, 'address'));
  await door.confirm(await door.linkTo(email, 'address-undo'));
  expect((await actor.readMyAccount({})).email).toBe(email);

  return decodeJwt((await siteVisitor(system.address).signIn(NEWCOMER, FIRST)).access_token).sub ?? '';
};
