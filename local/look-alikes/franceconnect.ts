import { createHash } from 'node:crypto';
import { html } from '../page.ts';
import { franceConnectPeople } from './franceconnect-people.ts';
import type { LookAlike } from './look-alike.ts';
import { atLeast, once, onlyParameters, required, wordsAmong } from './request-rules.ts';

/** What each scope tells; `address` and `phone` are gone in version 2. */
const scopes = {
  openid: ['sub', 'acr', 'auth_time'],
  identite_pivot: ['given_name', 'given_name_array', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'],
  profile: ['given_name', 'given_name_array', 'family_name', 'birthdate', 'gender', 'preferred_username'],
  birth: ['birthplace', 'birthcountry'],
  given_name: ['given_name', 'given_name_array'],
  family_name: ['family_name'],
  birthdate: ['birthdate'],
  gender: ['gender'],
  birthplace: ['birthplace'],
  birthcountry: ['birthcountry'],
  email: ['email'],
  preferred_username: ['preferred_username'],
  amr: ['amr'],
  idp_id: ['idp_id'],
};

const SECONDS = { code: 30, token: 60, session: 30 * 60, choice: 10 * 60 };

/** FranceConnect version 2, level « low »: its public rules, and none of its code. PKCE is among the parameters that it does not know. */
export const franceConnect: LookAlike = {
  prefix: '/franceconnect',
  name: 'FranceConnect (sosie local)',
  introduction: html`<p>Sur cette machine, ce sosie tient lieu de FranceConnect : choisissez une identité fictive. Rien ne part vers le vrai service.</p>`,
  people: franceConnectPeople,
  ways: [{ value: 'eidas1', label: 'Continuer avec cette identité', acr: 'eidas1', amr: ['pwd'] }],
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
      'ui_locales',
    ]),
    required('client_id', 'response_type', 'redirect_uri', 'scope', 'acr_values', 'state', 'nonce'),
    atLeast(22, 'nonce'),
    wordsAmong('response_type', ['code']),
    wordsAmong('acr_values', ['eidas1']),
    wordsAmong('prompt', ['login', 'consent']),
    wordsAmong('scope', Object.keys(scopes)),
  ],
  logoutRules: [required('id_token_hint')],
  settings: {
    acrValues: ['eidas1'],
    claims: scopes,
    clientAuthMethods: ['client_secret_post', 'private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256', 'RS256'],
      userinfoSigningAlgValues: ['ES256', 'RS256'],
      clientAuthSigningAlgValues: ['ES256', 'RS256'],
      idTokenEncryptionAlgValues: ['ECDH-ES', 'RSA-OAEP'],
      idTokenEncryptionEncValues: ['A256GCM'],
      userinfoEncryptionAlgValues: ['ECDH-ES', 'RSA-OAEP'],
      userinfoEncryptionEncValues: ['A256GCM'],
    },
    ttl: {
      AuthorizationCode: SECONDS.code,
      AccessToken: SECONDS.token,
      IdToken: SECONDS.token,
      Grant: SECONDS.session,
      Session: SECONDS.session,
      Interaction: SECONDS.choice,
    },
    pairwise: (clientId, accountId) => `${createHash('sha256').update(`${clientId} ${accountId}`).digest('hex')}v1`,
    encrypts: true,
  },
  client: {
    id: 'parvis',
    callback: '/api/identity/franceconnect/callback',
    departed: '/api/identity/franceconnect/departed',
    encryptionKeys: '/api/identity/franceconnect/jwks',
  },
};
