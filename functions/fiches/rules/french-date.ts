/** « 22 novembre 2026 », « 1er janvier 2020 », from a date or an instant; the day is that of France. */
export const frenchDate = (at: string): string =>
  new Date(at.includes('T') ? at : `${at}T12:00:00Z`)
    .toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })
    .replace(/^1 /, '1er ');
