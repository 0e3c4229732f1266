const zone = { timeZone: 'Europe/Paris' } as const;
const day = new Intl.DateTimeFormat('fr', { dateStyle: 'long', ...zone });
const moment = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short', ...zone });

/** « 3 mars 2026 ». */
export const frenchDay = (iso: string): string => day.format(new Date(iso)).replace(/^1 /, '1er ');

/** « 3 mars 2026 à 14:05 », in Paris. */
export const frenchMoment = (iso: string): string => moment.format(new Date(iso)).replace(/^1 /, '1er ');

/** « 1 fiche », « 0 fiche », « 2 fiches ». */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('fr')} ${count > 1 ? many : one}`;
