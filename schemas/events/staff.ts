import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { LinkId } from '../link.ts';
import { defineEvent } from './event.ts';

/** Somebody is invited to work here; behind the link are their address and what they are to be. */
export const staffInvited = defineEvent('staff.invited', z.object({ link: LinkId }));

/** Somebody who works here has another role or service: it holds from their next token on. */
export const staffPlaceChanged = defineEvent('staff.place-changed', z.object({ accountId: AccountId, at: z.iso.datetime() }));

/** An administrator suspended an account: whoever is signed in with it is not any more. */
export const accountSuspended = defineEvent('account.suspended', z.object({ accountId: AccountId, at: z.iso.datetime() }));

/** The suspension of an account was lifted. */
export const accountReinstated = defineEvent('account.reinstated', z.object({ accountId: AccountId, at: z.iso.datetime() }));
