import { type Html, html, raw } from '../../shared/html.ts';

/** Where a block stands on its page. */
export interface Place {
  /** Level of the next heading, from 2: no level is ever skipped, and what is nested deeper than 6 stays at 6. */
  level: number;
  /** Ids of the definitions that the page holds. */
  definitions: ReadonlySet<string>;
  /** Anchors of the sections that the summary of the page names. */
  anchors: ReadonlyMap<object, string>;
}

export const deeper = (place: Place): Place => ({ ...place, level: Math.min(place.level + 1, 6) });

export const heading = ({ level }: Pick<Place, 'level'>, content: Html | string, id?: string): Html => {
  const identity = id ? html` id="${id}"` : '';
  return html`${raw(`<h${level}`)}${identity}>${content}${raw(`</h${level}>`)}`;
};
