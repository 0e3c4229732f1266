import * as z from 'zod/mini';
import { AccountId, SpaceId } from '../account.ts';
import { LinkId } from '../link.ts';
import { AddressHash } from '../mail-state.ts';
import { SessionId } from '../session.ts';
import { defineConsumer, defineEvent } from './event.ts';
import { factorsChanged } from './factors.ts';
import { identityLinkChanged, openingAsked } from './identities.ts';
import { accountReinstated, accountSuspended, staffInvited, staffPlaceChanged } from './staff.ts';

/** Somebody filled in the sign-up form; whether the address has an account already is found out by who writes the letter. */
export const signUpAsked = defineEvent('identity.sign-up-asked', z.object({ address: AddressHash }));

/** Somebody wants the activation letter again. */
export const activationAsked = defineEvent('identity.activation-asked', z.object({ address: AddressHash }));

/** Somebody has forgotten the password that goes with an address, which may have no account. */
export const passwordForgotten = defineEvent('identity.password-forgotten', z.object({ address: AddressHash }));

/** A wrong password was typed for an address, which may have no account. `device` is in words that people know. */
export const signInRefused = defineEvent('identity.sign-in-refused', z.object({ address: AddressHash, device: z.optional(z.string()) }));

/** A person wants another address; it is behind the link until it is confirmed. */
export const addressChangeAsked = defineEvent('identity.address-change-asked', z.object({ accountId: AccountId, link: LinkId }));

/** An account was born, with its personal space. */
export const accountOpened = defineEvent('account.opened', z.object({ accountId: AccountId, personalSpaceId: SpaceId }));

/**
 * A person has another password: whoever is signed in by the former one is not any more, but in the session `keeps`, in which
 * they changed it.
 */
export const passwordChanged = defineEvent(
  'account.password-changed',
  z.object({ accountId: AccountId, at: z.iso.datetime(), keeps: z.optional(SessionId) }),
);

/** An account has another address; behind `undo` is the former one, for seven days. */
export const addressChanged = defineEvent('account.address-changed', z.object({ accountId: AccountId, undo: LinkId }));

/** An account has its former address back, and a password is to be chosen anew. */
export const addressChangeUndone = defineEvent('account.address-change-undone', z.object({ accountId: AccountId, at: z.iso.datetime() }));

/** Who listens to what happens at the door. */
export const identityConsumers = {
  'identity-letters': defineConsumer({
    on: [
      signUpAsked,
      activationAsked,
      openingAsked,
      passwordForgotten,
      addressChangeAsked,
      passwordChanged,
      addressChanged,
      addressChangeUndone,
      factorsChanged,
      identityLinkChanged,
      staffInvited,
      staffPlaceChanged,
      accountSuspended,
      accountReinstated,
    ],
    why: 'Des personnes attendent un courriel pour activer leur compte ou choisir un mot de passe, ou ignorent que leur compte a été modifié.',
  }),
  'identity-sessions': defineConsumer({
    on: [passwordChanged, addressChangeUndone, accountSuspended],
    why: 'Quelqu’un qui est entré avec un ancien mot de passe, ou dont le compte est suspendu, reste connecté.',
  }),
  'identity-refusals': defineConsumer({
    on: [signInRefused],
    why: 'Des titulaires ne lisent pas dans leur historique que quelqu’un a essayé de se connecter à leur compte.',
  }),
};
