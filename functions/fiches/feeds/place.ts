import type { RevisionRef } from '../store/revision-store.ts';

/** Where feeds are, and who names what is in them. */
export interface Place {
  /** The site's address, with its scheme and without a last slash. */
  site: string;
  /** A domain and a date on which it was ours, as RFC 4151 wants them: `parvis.example,2026`. Outlives a move of the site. */
  authority: string;
}

const tag = ({ authority }: Place, name: string): string => `tag:${authority}:${name}`;

/** Of a feed, by its key in the site's bucket. */
export const feedId = (place: Place, key: string): string => tag(place, key.replace(/\.atom$/, ''));

export const entryId = (place: Place, { audience, ficheId, revision }: RevisionRef): string =>
  tag(place, `fiches/${audience}/${ficheId}/revisions/${revision}`);
