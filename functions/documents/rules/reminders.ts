import { REMINDER_DAYS } from '../../../schemas/document.ts';

/** The next word to be said of a document that expires. */
export interface Reminder {
  /** How many days before the document expires. */
  days: (typeof REMINDER_DAYS)[number];
  at: string;
}

const DAY = 24 * 60 * 60 * 1000;
/** Nine in the morning in Paris in summer, eight in winter. */
const HOUR = 'T07:00:00.000Z';

const daysBefore = (date: string, days: number): string =>
  `${new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10)}${HOUR}`;

/** The first reminder that is still to come after `now`; null when there is none, or nobody wants any. */
export const nextReminder = (document: { expiresOn: string | null; reminders: boolean }, now: Date): Reminder | null => {
  const { expiresOn, reminders } = document;
  if (!reminders || expiresOn === null) return null;
  const [next] = REMINDER_DAYS.map((days) => ({ days, at: daysBefore(expiresOn, days) })).filter(({ at }) => at > now.toISOString());
  return next ?? null;
};
