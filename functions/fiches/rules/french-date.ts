const long = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

/** « 22 novembre 2026 », from a date or an instant; the day is that of France. */
export const frenchDate = (at: string): string => long.format(new Date(at.includes('T') ? at : `${at}T12:00:00Z`));
