import * as z from 'zod/mini';
import { IdentityLink, StateProvider } from '../federation.ts';
import { defineRoute } from './route.ts';

const aPage = { access: 'public', status: 200, media: 'html' } as const;
const Html = z.string();
const params = z.object({ provider: StateProvider });
/** Of what a provider adds to an address; whoever writes there by hand can write anything. */
const added = z.optional(z.string().check(z.maxLength(2048)));

/** FranceConnect for citizens, ProConnect for agents: the way there and back, and what ties an account to who somebody is. */
export const federation = {
  startAtProvider: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/interaction/{uid}/with/{provider}',
    summary: 'Aller se connecter chez FranceConnect ou ProConnect',
    params: z.extend(params, { uid: z.string().check(z.regex(/^[\w-]{16,64}$/)) }),
    response: Html,
    problems: ['state-provider-absent', 'state-provider-unavailable', 'arrival-expired'],
  }),
  receiveArrival: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/{provider}/callback',
    summary: 'Retour de FranceConnect ou de ProConnect, avec un code à usage unique',
    protocol: 'openid-connect',
    audit: 'identity.arrived',
    params,
    query: z.object({ code: added, state: added, iss: added, error: added, error_description: added }),
    response: Html,
    problems: [
      'state-provider-absent',
      'state-provider-unavailable',
      'arrival-expired',
      'arrival-refused',
      'account-suspended',
      'staff-unknown',
      'identity-taken',
      'identity-linked-already',
      'identity-not-for-role',
    ],
  }),
  showFirstVisit: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/franceconnect/first-visit',
    summary: 'Page de première visite : ouvrir un compte avec FranceConnect, ou se connecter pour lier le sien',
    response: Html,
    problems: ['arrival-expired'],
  }),
  listIdentityLinks: defineRoute({
    method: 'GET',
    path: '/account/identity-links',
    summary: 'Lister mes liaisons avec FranceConnect et ProConnect',
    access: 'signed-in',
    status: 200,
    response: z.object({ items: z.array(IdentityLink) }),
    problems: [],
  }),
  askIdentityLink: defineRoute({
    method: 'POST',
    path: '/account/identity-links/{provider}/tickets',
    summary: 'Demander à lier mon compte : un ticket à envoyer par un formulaire de notre site, dans les deux minutes',
    access: 'signed-in',
    recent: true,
    audit: 'identity.link-asked',
    params,
    status: 201,
    response: z.object({ ticket: z.string() }),
    problems: ['state-provider-absent', 'identity-linked-already', 'identity-not-for-role'],
  }),
  goAndLink: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/{provider}/link',
    summary: 'Partir chez FranceConnect ou ProConnect pour lier mon compte',
    audit: 'identity.link-begun',
    params,
    form: z.object({ ticket: z.string().check(z.maxLength(1000)) }),
    response: Html,
    problems: ['state-provider-absent', 'state-provider-unavailable', 'arrival-expired'],
  }),
  removeIdentityLink: defineRoute({
    method: 'DELETE',
    path: '/account/identity-links/{provider}',
    summary: 'Supprimer ma liaison ; refusé tant que je n’ai pas de mot de passe',
    access: 'signed-in',
    recent: true,
    audit: 'identity.unlinked',
    params,
    status: 204,
    problems: ['identity-link-not-found', 'password-first'],
  }),
  leaveProvider: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/{provider}/departure',
    summary: 'Se déconnecter aussi de FranceConnect ou de ProConnect',
    params,
    response: Html,
    problems: ['state-provider-absent', 'state-provider-unavailable'],
  }),
  showDeparted: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/{provider}/departed',
    summary: 'Page qui dit que la déconnexion de FranceConnect ou de ProConnect est faite',
    params,
    query: z.object({ state: added }),
    response: Html,
    problems: [],
  }),
  showPasswordElsewhere: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/franceconnect/password',
    summary: 'Page qui dit où changer le mot de passe avec lequel on se connecte par FranceConnect',
    response: Html,
    problems: [],
  }),
  readEncryptionKeys: defineRoute({
    method: 'GET',
    path: '/identity/franceconnect/jwks',
    summary: 'Clés publiques avec lesquelles FranceConnect chiffre ses réponses',
    access: 'public',
    status: 200,
    response: z.object({
      keys: z.array(
        z.object({
          kty: z.literal('EC'),
          crv: z.literal('P-256'),
          x: z.string(),
          y: z.string(),
          kid: z.string(),
          use: z.literal('enc'),
          alg: z.literal('ECDH-ES'),
        }),
      ),
    }),
    problems: [],
  }),
};
