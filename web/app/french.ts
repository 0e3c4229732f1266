const zone = { timeZone: 'Europe/Paris' } as const;
const day = new Intl.DateTimeFormat('fr', { dateStyle: 'long', ...zone });
const moment = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short', ...zone });

/** « 3 mars 2026 ». */
export const frenchDay = (iso: string): string => day.format(new Date(iso)).replace(/^1 /, '1er ');

/** « 3 mars 2026 à 14:05 », in Paris. */
export const frenchMoment = (iso: string): string => moment.format(new Date(iso)).replace(/^1 /, '1er ');

const figures = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const moments = new Intl.DateTimeFormat('fr', { ...figures, ...zone });

/** « 03/03/2026 14:05:09 », in Paris: what a spreadsheet takes for a moment. */
export const momentInFigures = (iso: string): string => moments.format(new Date(iso));

/** « 1 fiche », « 0 fiche », « 2 fiches ». */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('fr')} ${count > 1 ? many : one}`;
