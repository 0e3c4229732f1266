import { mailTags } from '../../functions/alerts/rules/mail-tags.ts';
import type { Services } from '../fan-out/services.ts';

/** When the mail service took each mail over, from a moment on. */
export interface MailLog {
  /** Milliseconds of `performance.now()`, of one mailing or of all, in order. */
  of(publication?: string): number[];
  /** How many there are of one mailing. */
  count(publication: string): number;
  /** Calls to the mail service, and those of them that met its quota. */
  calls(): { made: number; throttled: number };
}

const callsOf = ({ calls }: Services): number =>
  [...calls].reduce((sum, [action, count]) => sum + (action.startsWith('/v2/email/') ? count : 0), 0);

export const openMailLog = (services: Services): MailLog => {
  const mails: { at: number; publication: string }[] = [];
  const counts = new Map<string, number>();
  const before = { made: callsOf(services), throttled: services.throttled() };
  services.onMail = ({ tags }) => {
    const publication = tags[mailTags.publication]?.[0] ?? '';
    mails.push({ at: performance.now(), publication });
    counts.set(publication, (counts.get(publication) ?? 0) + 1);
  };
  return {
    of: (wanted) => mails.filter(({ publication }) => wanted === undefined || publication === wanted).map(({ at }) => at),
    count: (publication) => counts.get(publication) ?? 0,
    calls: () => ({ made: callsOf(services) - before.made, throttled: services.throttled() - before.throttled }),
  };
};

const SECOND = 1000;

/**
 * Seconds' worth of a quota that were not used from the first mail to the last. Mails of the first call had fallen due before it: they are not
 * counted, or a run of two calls would have used twice what there is.
 */
export const unusedSeconds = (mails: number[], perSecond: number): number => {
  const [first = 0, last = 0] = [mails[0], mails.at(-1)];
  const after = mails.filter((at) => at > first + 1).length;
  return Math.max(0, (last - first) / SECOND - after / perSecond);
};

/** The same as a part of all that there was. */
export const unusedShare = (mails: number[], perSecond: number): number =>
  unusedSeconds(mails, perSecond) / (((mails.at(-1) ?? 0) - (mails[0] ?? 0)) / SECOND);
