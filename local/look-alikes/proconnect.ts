import { createHash } from 'node:crypto';
import { html } from '../page.ts';
import type { FictitiousPerson, LookAlike } from './look-alike.ts';
import { atLeast, once, onlyParameters, required, wordsAmong } from './request-rules.ts';

const levels = ['eidas0', 'eidas0-mfa', 'eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'];

const scopes = {
  openid: ['sub', 'acr', 'auth_time'],
  given_name: ['given_name'],
  usual_name: ['usual_name'],
  email: ['email'],
  uid: ['uid'],
  siret: ['siret'],
  idp_id: ['idp_id'],
  phone: ['phone_number'],
  custom: ['custom'],
};

const agent = (id: string, [givenName, usualName]: [string, string], remark: string): FictitiousPerson => ({
  id,
  label: `${givenName} ${usualName}`,
  remark,
  claims: {
    given_name: givenName,
    usual_name: usualName,
    email: `${id.replace('-', '.')}@exemple.fr`,
    uid: `uid-${id}`,
    siret: '21310555400017',
    idp_id: 'fournisseur-fictif',
  },
});

const SECONDS = { code: 30, token: 60, session: 12 * 3600, choice: 10 * 60 };

/** ProConnect: its public rules, and none of its code. How somebody proved themselves (`amr`) is told only to who asks for it by `claims`. */
export const proConnect: LookAlike = {
  prefix: '/proconnect',
  name: 'ProConnect (sosie local)',
  introduction: html`<p>Sur cette machine, ce sosie tient lieu de ProConnect : choisissez un agent fictif, et dites s’il s’est connecté avec un second facteur.</p>`,
  people: [
    agent('nadia-petit', ['Nadia', 'Petit'], 'agente'),
    agent('lucie-moreau', ['Lucie', 'Moreau'], 'éditrice'),
    agent('jeanne-lefevre', ['Jeanne', 'Lefèvre'], 'administratrice'),
    agent('paul-inconnu', ['Paul', 'Inconnu'], 'que personne n’a invité'),
  ],
  ways: [
    { value: 'eidas1-mfa', label: 'Avec un second facteur', acr: 'eidas1-mfa', amr: ['pwd', 'totp', 'mfa'] },
    { value: 'eidas1', label: 'Avec un mot de passe seul', acr: 'eidas1', amr: ['pwd'] },
  ],
  rules: [
    once,
    onlyParameters([
      'client_id',
      'response_type',
      'redirect_uri',
      'scope',
      'acr_values',
      'state',
      'nonce',
      'claims',
      'prompt',
      'idp_hint',
      'login_hint',
      'siret_hint',
      'response_mode',
      'code_challenge',
      'code_challenge_method',
    ]),
    required('client_id', 'response_type', 'redirect_uri', 'scope', 'state', 'nonce'),
    atLeast(32, 'state', 'nonce'),
    wordsAmong('response_type', ['code']),
    wordsAmong('acr_values', levels),
    wordsAmong('prompt', ['login', 'consent']),
    wordsAmong('scope', Object.keys(scopes)),
  ],
  logoutRules: [required('id_token_hint', 'post_logout_redirect_uri', 'state')],
  settings: {
    acrValues: levels,
    claims: { ...scopes, amr: null },
    clientAuthMethods: ['client_secret_post'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256', 'RS256'], userinfoSigningAlgValues: ['ES256', 'RS256'] },
    ttl: {
      AuthorizationCode: SECONDS.code,
      AccessToken: SECONDS.token,
      IdToken: SECONDS.token,
      Grant: SECONDS.session,
      Session: SECONDS.session,
      Interaction: SECONDS.choice,
    },
    pairwise: (clientId, accountId) => createHash('sha256').update(`${clientId} fournisseur-fictif ${accountId}`).digest('hex'),
    encrypts: false,
  },
  client: { id: 'parvis-agents', callback: '/api/identity/proconnect/callback', departed: '/api/identity/proconnect/departed' },
};
