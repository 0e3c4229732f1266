import { defaultFrequencyChanged, mailAddressDoubted, mailAddressStopped, mailAddressTrusted, smsEnded } from './alerts.ts';
import { documentConsumers } from './documents.ts';
import { defineConsumer } from './event.ts';
import { ficheDeclaredSignificant, ficheRevised } from './fiches.ts';
import { accountIdentified, identityUnlinked } from './identities.ts';
import { identityConsumers } from './identity.ts';
import { holdingsConsumers, leavingConsumers } from './leaving.ts';
import { spaceConsumers } from './spaces.ts';

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
    why: 'Les abonnés d’une fiche ne sont pas prévenus d’une modification significative.',
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
