import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { IdentityNews, StateProvider } from '../federation.ts';
import { LinkId } from '../link.ts';
import { defineEvent } from './event.ts';

/** Whoever listens reads where links are kept what holds now, and lets the latest `at` win: an event carries nobody's name. */
const detail = z.object({ accountId: AccountId, at: z.iso.datetime() });

/** FranceConnect told who somebody is, for the first time or otherwise than before. */
export const accountIdentified = defineEvent('account.identified', detail);

/** Nobody vouches for the identity of an account any more: its owner may write it themselves. */
export const identityUnlinked = defineEvent('account.identity-unlinked', detail);

/** An account opens by one of the State's providers where it did not, or no longer does: its owner has to know. */
export const identityLinkChanged = defineEvent(
  'account.identity-link-changed',
  z.object({ accountId: AccountId, provider: StateProvider, news: IdentityNews }),
);

/** Somebody whom FranceConnect knows asked for an account; the address is behind the link. */
export const openingAsked = defineEvent('identity.opening-asked', z.object({ link: LinkId }));
