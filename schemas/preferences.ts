import * as z from 'zod/mini';
import { Frequency } from './subscription.ts';

/** A name of the IANA list, such as `Europe/Paris`; a bare offset such as `+02:00` knows no summer. */
const isZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('fr', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
};

export const TimeZone = z
  .string()
  .check(z.maxLength(64), z.refine(isZone, 'Ce fuseau horaire n’existe pas. Exemples : Europe/Paris, Indian/Reunion, Pacific/Noumea.'))
  .register(z.globalRegistry, { id: 'TimeZone', description: 'Nom de la base IANA', example: 'Europe/Paris' });

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const HOUR = 'L’heure du récapitulatif est un nombre entier de 0 à 23.';

/** When a person reads their digests: an hour of their own clock, whatever the season. */
export const DigestTimes = z.object({
  zone: TimeZone,
  hour: z.int(HOUR).check(z.gte(0, HOUR), z.lte(23, HOUR)),
  /** Of the weekly digest. */
  weekday: z.enum(weekdays, 'Choisissez un jour de la semaine, de monday à sunday.'),
  /** What becomes of a weekly digest whose day is a Saturday or a Sunday. */
  weekend: z.enum(['same-day', 'next-monday'], 'Choisissez same-day (le jour même) ou next-monday (le lundi suivant).'),
});
export type DigestTimes = z.output<typeof DigestTimes>;

/** How a person is told, for all their spaces. */
export const AlertPreferences = z
  .extend(DigestTimes, {
    /** Of each subscription for which nothing else was chosen. */
    defaultFrequency: Frequency,
    /** Daily and weekly digests wait until the person wants them again; alerts at once still come. */
    digestsPaused: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'AlertPreferences' });
export type AlertPreferences = z.output<typeof AlertPreferences>;

/** Of somebody who has not chosen anything. */
export const DEFAULT_PREFERENCES: AlertPreferences = {
  defaultFrequency: 'at-once',
  zone: 'Europe/Paris',
  hour: 8,
  weekday: 'monday',
  weekend: 'next-monday',
  digestsPaused: false,
};
