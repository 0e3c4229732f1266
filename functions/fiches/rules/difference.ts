import type { FicheContent } from '../../../schemas/fiche-content.ts';
import type { Difference } from '../../../schemas/revision.ts';

/** The difference of a first revision, and of two contents that read the same. */
export const noDifference: Difference = { passages: [], wordsAdded: 0, wordsRemoved: 0 };

/** What a reader would read differently. */
export const differenceOf = (_before: FicheContent, _after: FicheContent): Difference => noDifference;
