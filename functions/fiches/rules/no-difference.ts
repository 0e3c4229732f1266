import type { Difference } from '../../../schemas/revision.ts';

/** The difference of a first revision, and of two contents that read the same. */
export const noDifference: Difference = { passages: [], wordsAdded: 0, wordsRemoved: 0 };
