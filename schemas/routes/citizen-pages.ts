import * as z from 'zod/mini';
import { EmailAddress } from '../account.ts';
import { LinkToken } from '../link.ts';
import { MOST_CHARACTERS, NewPassword } from '../password.ts';
import { defineRoute } from './route.ts';

const Html = z.string();
const aPage = { access: 'public', status: 200, response: Html, media: 'html' } as const;
const params = z.object({ link: LinkToken });
/** Whether the page shows a code to read or to hear. */
const query = z.object({ code: z.optional(z.string().check(z.maxLength(1))) });

const FromAPerson = z.object({
  altcha: z.optional(z.string().check(z.maxLength(4000))),
  challenge: z.optional(z.string().check(z.maxLength(1000))),
  code: z.optional(z.string().check(z.maxLength(40))),
});
const TERMS = 'Pour créer un compte, acceptez les conditions d’utilisation.';
const PASSWORD = 'Saisissez votre mot de passe.';
const typedPassword = z.string(PASSWORD).check(z.minLength(1, PASSWORD), z.maxLength(MOST_CHARACTERS, PASSWORD));
const newPassword = z.object({ password: NewPassword });

/** The pages by which a citizen gets an account, and gets back into it. None of them needs a script. */
export const citizenPages = {
  showSignUpPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/sign-up',
    summary: 'Page pour créer un compte',
    query,
    problems: [],
  }),
  signUp: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/sign-up',
    summary: 'Créer un compte',
    audit: 'account.sign-up-asked',
    form: z.extend(FromAPerson, { email: EmailAddress, password: NewPassword, terms: z.literal('on', TERMS) }),
    problems: [],
  }),
  showSignUpSentPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/sign-up/sent',
    summary: 'Page qui dit que le courriel d’activation est parti',
    problems: [],
  }),
  showActivationMailPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/activation',
    summary: 'Page pour recevoir à nouveau le courriel d’activation',
    query,
    problems: [],
  }),
  askActivationMail: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/activation',
    summary: 'Recevoir à nouveau le courriel d’activation',
    audit: 'account.activation-asked',
    form: z.extend(FromAPerson, { email: EmailAddress }),
    problems: [],
  }),
  showActivationPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/activation/{link}',
    summary: 'Page pour activer un compte par le lien reçu',
    params,
    problems: ['link-gone'],
  }),
  activateAccount: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/activation/{link}',
    summary: 'Activer un compte par le lien reçu',
    audit: 'account.activated',
    params,
    form: z.object({ password: typedPassword }),
    problems: ['link-gone'],
  }),
  showForgottenPasswordPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/password',
    summary: 'Page pour qui a oublié son mot de passe',
    query,
    problems: [],
  }),
  forgetPassword: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/password',
    summary: 'Recevoir un lien pour choisir un mot de passe',
    audit: 'account.password-forgotten',
    form: z.extend(FromAPerson, { email: EmailAddress }),
    problems: [],
  }),
  showPasswordSentPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/password/sent',
    summary: 'Page qui dit que le lien est parti',
    problems: [],
  }),
  showNewPasswordPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/password/{link}',
    summary: 'Page pour choisir un mot de passe par le lien reçu',
    params,
    problems: ['link-gone'],
  }),
  choosePassword: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/password/{link}',
    summary: 'Choisir un mot de passe par le lien reçu',
    audit: 'account.password-chosen',
    params,
    form: newPassword,
    problems: ['link-gone'],
  }),
  showNewAddressPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/address/{link}',
    summary: 'Page pour confirmer une nouvelle adresse électronique',
    params,
    problems: ['link-gone'],
  }),
  confirmAddress: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/address/{link}',
    summary: 'Confirmer une nouvelle adresse électronique',
    audit: 'account.address-changed',
    params,
    form: z.object({}),
    problems: ['link-gone'],
  }),
  showFormerAddressPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/address-undo/{link}',
    summary: 'Page pour reprendre l’ancienne adresse électronique',
    params,
    problems: ['link-gone'],
  }),
  takeFormerAddress: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/address-undo/{link}',
    summary: 'Reprendre l’ancienne adresse électronique',
    audit: 'account.address-change-undone',
    params,
    form: z.object({}),
    problems: ['link-gone'],
  }),
};
