import { describe, expect, it } from 'vitest';
import { AlertPreferences, DEFAULT_PREFERENCES } from '../../schemas/preferences.ts';
import { SubscriptionChoice } from '../../schemas/subscription.ts';

const problemsOf = (over: object): string[] =>
  AlertPreferences.safeParse({ ...DEFAULT_PREFERENCES, ...over }).error?.issues.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  ) ?? [];

describe('preferences', () => {
  it.each(['Europe/Paris', 'Asia/Kathmandu', 'Pacific/Chatham', 'America/Cayenne', 'Asia/Kolkata', 'Asia/Calcutta', 'UTC'])(
    'take the zone %s',
    (zone) => expect(problemsOf({ zone })).toEqual([]),
  );

  it.each(['', 'Paris', 'Europe/Lutèce', '+02:00', 'UTC+2', 'x'.repeat(80)])('refuse the zone %j in French', (zone) => {
    expect(problemsOf({ zone })[0]).toMatch(/^zone: /);
    if (zone.length < 64) expect(problemsOf({ zone })).toEqual([expect.stringContaining('Ce fuseau horaire n’existe pas')]);
  });

  it.each([-1, 24, 7.5, '8', null])('refuse the hour %j in French', (hour) => {
    expect(problemsOf({ hour })[0]).toBe('hour: L’heure du récapitulatif est un nombre entier de 0 à 23.');
  });

  it('refuse a day and a rule that do not exist, in French', () => {
    expect(problemsOf({ weekday: 'lundi' })).toEqual(['weekday: Choisissez un jour de la semaine, de monday à sunday.']);
    expect(problemsOf({ weekend: 'never' })).toEqual(['weekend: Choisissez same-day (le jour même) ou next-monday (le lundi suivant).']);
  });
});

describe('the choice for a subscription', () => {
  it('is the person’s default by mail when nothing is said', () => {
    expect(SubscriptionChoice.parse({})).toEqual({ frequency: null, channel: 'mail' });
  });

  it.each(['daily', 'weekly'])('is no %s digest by SMS, and says so in French', (frequency) => {
    const { error } = SubscriptionChoice.safeParse({ frequency, channel: 'sms' });
    expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining('Un SMS part toujours tout de suite')]);
  });

  it.each([null, 'at-once'])('may be an SMS with the frequency %j', (frequency) => {
    expect(SubscriptionChoice.parse({ frequency, channel: 'sms' })).toEqual({ frequency, channel: 'sms' });
  });
});
