const loose = / (?=[:;?!»])|(?<=«) /g;

/** A French text in which « : », « ; », « ? », « ! » and quotation marks stay on the line of the word that they belong to: the spaces there do not break. */
export const typeset = (text: string): string => text.replace(loose, '\u00a0');
