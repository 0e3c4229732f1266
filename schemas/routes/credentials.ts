import * as z from 'zod/mini';
import { EmailAddress } from '../account.ts';
import { MOST_CHARACTERS, NewPassword } from '../password.ts';
import { defineRoute } from './route.ts';

const PASSWORD = 'Saisissez votre mot de passe actuel.';
const currentPassword = z.string(PASSWORD).check(z.minLength(1, PASSWORD), z.maxLength(MOST_CHARACTERS, PASSWORD));

/** What somebody who is signed in changes of the address and the password by which they sign in. */
export const credentials = {
  readMyPassword: defineRoute({
    method: 'GET',
    path: '/account/password',
    summary: 'Savoir si mon compte a un mot de passe',
    access: 'signed-in',
    status: 200,
    response: z.object({
      /** Null for who signs in by an identity provider alone. */
      changedAt: z.nullable(z.iso.datetime()),
    }),
    problems: [],
  }),
  changePassword: defineRoute({
    method: 'PUT',
    path: '/account/password',
    summary: 'Changer mon mot de passe',
    access: 'signed-in',
    audit: 'account.password-changed',
    body: z.object({ current: currentPassword, next: NewPassword }),
    status: 204,
    problems: ['password-missing', 'password-wrong', 'password-common', 'password-changed-meanwhile', 'too-many-attempts'],
  }),
  askAddressChange: defineRoute({
    method: 'POST',
    path: '/account/address-changes',
    summary: 'Demander à changer d’adresse électronique',
    access: 'signed-in',
    recent: true,
    audit: 'account.address-change-asked',
    /** `password` is asked of everybody who has one. */
    body: z.object({ email: EmailAddress, password: z.optional(currentPassword) }),
    status: 202,
    problems: ['account-not-found', 'password-wrong', 'address-unchanged', 'too-many-address-changes', 'too-many-attempts'],
  }),
};
