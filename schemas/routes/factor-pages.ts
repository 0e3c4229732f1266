import * as z from 'zod/mini';
import { PasskeyName } from '../factor.ts';
import { defineRoute } from './route.ts';

const aPage = { access: 'public', status: 200, media: 'html' } as const;
const SignInId = z.object({ uid: z.string().check(z.regex(/^[\w-]{16,64}$/)) });
const Html = z.string();
const typed = z.optional(z.string().check(z.maxLength(100)));
const answer = z.optional(z.string().check(z.maxLength(50_000)));

/** What is sent to prove who one is: by one of three ways, each with its own field. */
export const FactorForm = z.object({
  way: z.enum(['totp', 'recovery-code', 'passkey']),
  code: typed,
  recovery: typed,
  passkey: answer,
});
export type FactorForm = z.output<typeof FactorForm>;

/** The steps of a sign-in that come after the password, and the one that comes instead of it. */
export const factorPages = {
  showSecondFactor: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/interaction/{uid}/second-factor',
    summary: 'Page qui demande le second moyen de connexion',
    params: SignInId,
    response: Html,
    problems: ['sign-in-gone', 'account-suspended'],
  }),
  proveFactor: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/interaction/{uid}/second-factor',
    summary: 'Montrer son second moyen de connexion',
    audit: 'session.factor-shown',
    params: SignInId,
    form: FactorForm,
    response: Html,
    problems: ['sign-in-gone', 'account-suspended'],
  }),
  showFactorSetUp: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/interaction/{uid}/factor',
    summary: 'Page qui fait ajouter un second moyen de connexion',
    params: SignInId,
    response: Html,
    problems: ['sign-in-gone', 'account-suspended'],
  }),
  setUpFactor: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/interaction/{uid}/factor',
    summary: 'Ajouter un second moyen de connexion avant de continuer',
    audit: 'session.factor-added',
    params: SignInId,
    form: z.object({ way: z.enum(['begin-totp', 'totp', 'passkey']), code: typed, name: z.optional(PasskeyName), passkey: answer }),
    response: Html,
    problems: ['sign-in-gone', 'account-suspended'],
  }),
  keepRecoveryCodes: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/interaction/{uid}/factor/codes',
    summary: 'Continuer après avoir gardé ses codes de secours',
    audit: 'session.codes-kept',
    params: SignInId,
    form: z.object({}),
    response: Html,
    problems: ['sign-in-gone', 'account-suspended'],
  }),
  signInByPasskey: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/interaction/{uid}/passkey',
    summary: 'Se connecter par une clé d’accès seule',
    audit: 'session.passkey-shown',
    params: SignInId,
    form: z.object({ passkey: answer }),
    response: Html,
    problems: ['sign-in-gone', 'account-suspended', 'passkey-refused'],
  }),
};
