import { encodingOf, lengthOf, partsOf, toGsm7 } from './gsm7.ts';

/** What an SMS says of a change. Both addresses are kept whole: half a link leads nowhere. */
export interface TextedAlert {
  title: string;
  ficheAddress: string;
  /** Ends this one subscription. */
  leaveAddress: string;
}

/** Under so many characters a title is no longer known again: a second SMS is worth more. */
const SHORTEST_TITLE = 20;

const written = ({ ficheAddress, leaveAddress }: TextedAlert, title: string): string =>
  `Parvis : ${title} a changé. ${ficheAddress} STOP : ${leaveAddress}`;

/** The longest beginning of the title with which the text fits `parts`; whole words where one ends near. */
const cutToFit = (alert: TextedAlert, title: string, parts: number): string | undefined => {
  if (partsOf(written(alert, title)) <= parts) return title;
  const ellipsis = encodingOf(written(alert, title)) === 'gsm7' ? '...' : '…';
  const signs = Array.from(title);
  for (let kept = signs.length - 1; kept >= SHORTEST_TITLE; kept--) {
    const cut = `${signs.slice(0, kept).join('').trimEnd()}${ellipsis}`;
    if (partsOf(written(alert, cut)) <= parts) return cut;
  }
  return undefined;
};

/** In the fewest SMS that hold the links and enough of the title. */
const fewest = (alert: TextedAlert, title: string): { text: string; parts: number } => {
  for (let parts = 1; ; parts++) {
    const cut = cutToFit(alert, title, parts);
    if (cut !== undefined) return { text: written(alert, cut), parts };
  }
};

/**
 * The title as it is spelt when that costs nothing more, else in the alphabet of which an SMS holds 160 signs instead of 70. One sign outside
 * that alphabet (ê, ç, ’, «) would make the whole text cost twice as much.
 */
export const alertText = (alert: TextedAlert): string => {
  const asSpelt = fewest(alert, alert.title);
  const folded = fewest(alert, toGsm7(alert.title));
  const keepsMore = lengthOf(asSpelt.text) >= lengthOf(folded.text);
  return asSpelt.parts < folded.parts || (asSpelt.parts === folded.parts && keepsMore) ? asSpelt.text : folded.text;
};

/** Short, without a link: a code is typed on the device that asked for it, and nobody should learn to follow links sent with one. */
export const codeText = (code: string): string =>
  `Parvis : votre code est ${code}. Il sert une seule fois, pendant 10 minutes. Ne le donnez à personne.`;
