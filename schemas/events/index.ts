import * as z from 'zod/mini';
import { FicheRef, RevisionNumber } from '../fiche.ts';
import { Announcement } from '../publication.ts';
import { defineConsumer, defineEvent } from './event.ts';

/** A new revision of a fiche is live, significant or not; the first one and a removal too. */
export const ficheRevised = defineEvent('fiche.revised', z.extend(FicheRef, { revision: RevisionNumber }));

/** A live revision was declared significant: at its publication, or later from the review list. Carries what the mail says. */
export const ficheDeclaredSignificant = defineEvent('fiche.declared-significant', Announcement);

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
};
export type ConsumerFunction = keyof typeof consumers;
