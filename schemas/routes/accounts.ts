import * as z from 'zod/mini';
import { Account } from '../account.ts';
import { WaitingDeletion } from '../leaving.ts';
import { MailState } from '../mail-state.ts';
import { defineRoute } from './route.ts';

/** What a person reads of themselves: also whether our mails still reach them, and whether they are about to leave. */
const MyAccount = z
  .extend(Account, { mail: MailState, deletion: z.nullable(WaitingDeletion) })
  .register(z.globalRegistry, { id: 'MyAccount' });

export const accounts = {
  readMyAccount: defineRoute({
    method: 'GET',
    path: '/account',
    summary: 'Lire mon compte',
    access: 'signed-in',
    status: 200,
    response: MyAccount,
    problems: ['account-not-found'],
  }),
  resumeMail: defineRoute({
    method: 'POST',
    path: '/account/mail/resumption',
    summary: 'Reprendre les envois de courriels à mon adresse',
    access: 'signed-in',
    audit: 'mail.resumed',
    status: 200,
    response: MailState,
    problems: ['account-not-found', 'too-many-resumptions'],
  }),
  openAccount: defineRoute({
    method: 'POST',
    path: '/accounts',
    summary: 'Ouvrir un compte pour un usager',
    access: { role: 'administrator' },
    audit: 'account.opened',
    body: z.pick(Account, { email: true }),
    status: 201,
    response: Account,
    problems: ['account-exists'],
  }),
};
