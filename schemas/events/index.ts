import * as z from 'zod/mini';
import { AccountId } from '../account.ts';
import { FicheRef, RevisionNumber } from '../fiche.ts';
import { AddressHash, StopReason } from '../mail-state.ts';
import { Announcement } from '../publication.ts';
import { Frequency } from '../subscription.ts';
import { documentConsumers } from './documents.ts';
import { defineConsumer, defineEvent } from './event.ts';
import { accountIdentified, identityUnlinked } from './identities.ts';
import { identityConsumers } from './identity.ts';
import { holdingsConsumers, leavingConsumers } from './leaving.ts';
import { spaceConsumers } from './spaces.ts';

/** A new revision of a fiche is live, significant or not; the first one and a removal too. */
export const ficheRevised = defineEvent('fiche.revised', z.extend(FicheRef, { revision: RevisionNumber }));

/** A live revision was declared significant: at its publication, or later from the review list. Carries what the mail says. */
export const ficheDeclaredSignificant = defineEvent('fiche.declared-significant', Announcement);

/** The mail service told that no more mails can or should go to an address; `sentAt` is when the mail went that brought this to light. */
export const mailAddressStopped = defineEvent(
  'mail.address-stopped',
  z.object({ address: AddressHash, reason: StopReason, at: z.iso.datetime(), sentAt: z.iso.datetime() }),
);

/** A mail to an address failed for the moment: what becomes of the next ones is worth a look. */
export const mailAddressDoubted = defineEvent('mail.address-doubted', z.object({ address: AddressHash, at: z.iso.datetime() }));

/** A mail reached an address that was in doubt. */
export const mailAddressTrusted = defineEvent('mail.address-trusted', z.object({ address: AddressHash, at: z.iso.datetime() }));

/** A person wants to be told more or less often of what they follow without another choice. The highest version is what they want now. */
export const defaultFrequencyChanged = defineEvent(
  'preferences.default-changed',
  z.object({ accountId: AccountId, version: z.int().check(z.gte(1)), defaultFrequency: Frequency }),
);

/** No SMS goes to a person any more: they removed their number, or it takes none. What they follow by SMS goes back to mail. */
export const smsEnded = defineEvent('sms.ended', z.object({ accountId: AccountId }));

/** Who listens to what, and who is hurt when it fails. Each line is one queue, one dead-letter queue, one alarm and one function. */
export const consumers = {
  'fiches-pages': defineConsumer({
    /** A revision that is declared significant after the fact gets its note on the page. */
    on: [ficheRevised, ficheDeclaredSignificant],
    why: 'Des citoyens lisent une page périmée : une fiche publiée ne paraît pas sur le site.',
  }),
  'fiches-index': defineConsumer({
    on: [ficheRevised],
    why: 'Des citoyens ne trouvent pas une fiche publiée par la recherche.',
  }),
  'fiches-feeds': defineConsumer({
    /** Every revision brings its theme: one that has no significant revision yet has a feed all the same. */
    on: [ficheRevised, ficheDeclaredSignificant],
    why: 'Ceux qui suivent un flux Atom (par thème ou des modifications significatives) n’y lisent pas une modification.',
  }),
  'alerts-planner': defineConsumer({
    on: [ficheDeclaredSignificant],
    why: "Les abonnés d'une fiche ne sont pas prévenus d'une modification significative.",
  }),
  'accounts-addresses': defineConsumer({
    on: [mailAddressStopped, mailAddressDoubted, mailAddressTrusted],
    why: 'Des courriels partent encore vers des adresses qui les rejettent ou n’en veulent plus, et leur titulaire n’en est pas averti.',
  }),
  'alerts-frequencies': defineConsumer({
    on: [defaultFrequencyChanged, smsEnded],
    why: 'Une personne reste à l’ancienne fréquence après avoir choisi une autre fréquence par défaut, ou lit qu’elle reçoit des SMS qui n’arrivent plus.',
  }),
  ...holdingsConsumers,
  ...leavingConsumers,
  'accounts-identities': defineConsumer({
    on: [accountIdentified, identityUnlinked],
    why: 'Le profil d’une personne ne dit pas ce que FranceConnect garantit d’elle, ou ne peut pas être modifié alors que la liaison a pris fin.',
  }),
  ...spaceConsumers,
  ...documentConsumers,
  ...identityConsumers,
  'webhooks-planner': defineConsumer({
    on: [ficheRevised, ficheDeclaredSignificant],
    why: 'Les partenaires qui reprennent les fiches ne sont pas prévenus d’une modification : leurs sites montrent un texte périmé.',
  }),
};
export type ConsumerFunction = keyof typeof consumers;
