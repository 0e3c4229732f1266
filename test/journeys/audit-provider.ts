import { exportJWK, generateKeyPair } from 'jose';
import { expect } from 'vitest';
import type { Actor } from '../../local/acting.ts';
import type { System } from '../../local/system.ts';
import { ClientId, SITE_CLIENT } from '../../schemas/client.ts';
import { agreeAt, hiddenField } from '../doubles/agreement.ts';
import { choosePassword } from '../doubles/door-visitor.ts';
import { siteVisitor } from '../doubles/site-visitor.ts';

const PASSWORD = 'Un-chat-sur-le-toit-7';
const PARTNER = { id: ClientId.parse('mediatheque'), returnsTo: 'https://mediatheque.exemple.fr/retour' };

const publicKey = async () => exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey);

/** All that an administrator may do with a service of somebody else, and with a program; gives the secret of the service. */
const doEverythingWithAClient = async (administrator: Actor): Promise<string> => {
  const params = { clientId: PARTNER.id };
  await administrator.registerClient({
    body: {
      kind: 'partner',
      id: PARTNER.id,
      name: 'Médiathèque',
      contact: 'contact@mediatheque.exemple.fr',
      purpose: 'Emprunter et réserver des livres.',
      proof: { by: 'secret' },
      scopes: ['openid', 'email'],
      returnsTo: [PARTNER.returnsTo],
      signedOutTo: [],
    },
  });
  const keys = [{ ...(await publicKey()), kty: 'EC' as const }];
  const service = { kind: 'service' as const, id: ClientId.parse('etat-civil'), name: 'État civil', contact: 'etat-civil@exemple.fr' };
  await administrator.registerClient({ body: { ...service, proof: { by: 'private_key_jwt', keys } } });
  await administrator.replaceClientKeys({ params: { clientId: service.id }, body: { keys } });
  await administrator.disableClient({ params });
  await administrator.enableClient({ params });
  return (await administrator.renewClientSecret({ params })).secret;
};

/** A person who signs in to the site and to a partner with a password, and leaves in each way there is. */
export const doEverythingAtTheProvider = async (system: System, person: Actor, administrator: Actor): Promise<void> => {
  const { email } = await person.readMyAccount({});
  await choosePassword(system, email, PASSWORD);
  const partner = { ...PARTNER, secret: await doEverythingWithAClient(administrator) };
  const issuer = `${system.address}/api/identity`;
  const post = async (path: string, form: Record<string, string>) =>
    (await fetch(issuer + path, { method: 'POST', headers: { origin: system.address }, body: new URLSearchParams(form) })).status;

  const visitor = siteVisitor(system.address);
  const page = await visitor.ask();
  expect((await visitor.browser.open(`${page.address.href}/cancel`, { form: {} })).status).toBe(303);
  const { id_token } = await visitor.signIn(email, PASSWORD);
  const given = await agreeAt(visitor, partner);
  expect(await post('/me', { access_token: given.access_token })).toBe(200);
  await person.withdrawConsent({ params: { clientId: partner.id } });
  const form = { id_token_hint: id_token, client_id: 'site', post_logout_redirect_uri: system.address + SITE_CLIENT.signedOutTo };
  expect((await visitor.browser.open(`${issuer}/session/end`, { form })).status).toBe(303);

  const other = siteVisitor(system.address);
  await other.signIn(email, PASSWORD);
  const question = await other.browser.open(`${issuer}/session/end`);
  const confirmation = { xsrf: hiddenField(question, 'xsrf'), logout: 'yes' };
  expect((await other.browser.open(`${issuer}/session/end/confirm`, { form: confirmation })).status).toBe(303);

  const third = siteVisitor(system.address);
  const { refresh_token } = await third.signIn(email, PASSWORD);
  expect(await post('/token/revocation', { client_id: 'site', token: refresh_token })).toBe(200);
  const [session] = (await person.listSessions({})).items;
  if (!session) throw new Error('nobody is signed in');
  await person.closeSession({ params: { sessionId: session.id } });
  await person.closeSessions({});
};
