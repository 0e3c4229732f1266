import * as z from 'zod/mini';
import { FicheRef, RevisionNumber } from '../fiche.ts';
import { Announcement } from '../publication.ts';
import { defineEvent } from './event.ts';

/** A new revision of a fiche is live, significant or not; the first one and a removal too. */
export const ficheRevised = defineEvent('fiche.revised', z.extend(FicheRef, { revision: RevisionNumber }));

/** A live revision was declared significant: at its publication, or later from the review list. Carries what the mail says. */
export const ficheDeclaredSignificant = defineEvent('fiche.declared-significant', Announcement);
