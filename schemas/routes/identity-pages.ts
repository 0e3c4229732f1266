import * as z from 'zod/mini';
import { EmailAddress } from '../account.ts';
import { defineRoute } from './route.ts';

const aPage = { access: 'public', status: 200, media: 'html' } as const;
const SignInId = z.object({ uid: z.string().check(z.regex(/^[\w-]{16,64}$/)) });
const Html = z.string();

/** The pages of sign-in, sign-up and all that goes with them: they need no script. */
export const identityPages = {
  showSignedOutPage: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/signed-out',
    summary: 'Page qui dit que la déconnexion est faite',
    response: Html,
    problems: [],
  }),
  showSignIn: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/interaction/{uid}',
    summary: 'Page de connexion',
    params: SignInId,
    response: Html,
    problems: ['sign-in-gone'],
  }),
  signIn: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/interaction/{uid}/sign-in',
    summary: 'Se connecter avec une adresse électronique et un mot de passe',
    audit: 'session.opened',
    params: SignInId,
    form: z.object({
      email: EmailAddress,
      password: z
        .string()
        .check(
          z.minLength(1, 'Saisissez votre mot de passe.'),
          z.maxLength(1000, 'Ce mot de passe est trop long : 128 caractères au plus.'),
        ),
      /** What shows a person, where the page asked for it. */
      altcha: z.optional(z.string()),
      challenge: z.optional(z.string()),
      code: z.optional(z.string()),
    }),
    response: Html,
    problems: ['sign-in-gone'],
  }),
  cancelSignIn: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/interaction/{uid}/cancel',
    summary: 'Renoncer à se connecter et revenir au service',
    audit: 'session.declined',
    params: SignInId,
    form: z.object({}),
    response: Html,
    problems: ['sign-in-gone'],
  }),
  showConsent: defineRoute({
    ...aPage,
    method: 'GET',
    path: '/identity/interaction/{uid}/consent',
    summary: 'Page qui demande ce qu’un service partenaire peut savoir',
    params: SignInId,
    response: Html,
    problems: ['sign-in-gone'],
  }),
  decideConsent: defineRoute({
    ...aPage,
    method: 'POST',
    path: '/identity/interaction/{uid}/consent',
    summary: 'Accepter ou refuser qu’un service partenaire sache',
    audit: 'consent.decided',
    params: SignInId,
    form: z.object({ choice: z.enum(['accept', 'refuse']) }),
    response: Html,
    problems: ['sign-in-gone'],
  }),
};
