import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DigestFrequency, slotOf } from '../../functions/alerts/rules/slots.ts';
import { DEFAULT_PREFERENCES, type DigestTimes, weekdays } from '../../schemas/preferences.ts';

const times = (over: Partial<DigestTimes> = {}): DigestTimes => ({ ...DEFAULT_PREFERENCES, ...over });
const daily = (over: Partial<DigestTimes>, at: string) => slotOf('daily', times(over), new Date(at));
const weekly = (over: Partial<DigestTimes>, at: string) => slotOf('weekly', times(over), new Date(at));

describe('the slot of a daily digest', () => {
  it.each([
    ['the same morning', { zone: 'Europe/Paris', hour: 8 }, '2026-11-23T05:00:00Z', '2026-11-23T07:00Z'],
    ['the next morning once it has passed', { zone: 'Europe/Paris', hour: 8 }, '2026-11-23T07:00:00Z', '2026-11-24T07:00Z'],
    ['an hour earlier in summer', { zone: 'Europe/Paris', hour: 8 }, '2026-07-01T05:00:00Z', '2026-07-01T06:00Z'],
    ['six minutes ahead', { zone: 'Europe/Paris', hour: 8 }, '2026-11-23T06:54:00Z', '2026-11-23T07:00Z'],
    ['not five minutes ahead', { zone: 'Europe/Paris', hour: 8 }, '2026-11-23T06:55:00Z', '2026-11-24T07:00Z'],
    ['just more than five minutes ahead', { zone: 'Europe/Paris', hour: 8 }, '2026-11-23T06:54:59.999Z', '2026-11-23T07:00Z'],
    ['midnight', { zone: 'Europe/Paris', hour: 0 }, '2026-11-23T12:00:00Z', '2026-11-23T23:00Z'],
    ['over the end of a year', { zone: 'Europe/Paris', hour: 8 }, '2026-12-31T20:00:00Z', '2027-01-01T07:00Z'],
    [
      'over the end of a year on the other side of Greenwich',
      { zone: 'Pacific/Kiritimati', hour: 8 },
      '2026-12-31T17:55:00Z',
      '2027-01-01T18:00Z',
    ],
    ['over 29 February', { zone: 'Europe/Paris', hour: 8 }, '2028-02-28T12:00:00Z', '2028-02-29T07:00Z'],
    ['at a quarter to, in Nepal', { zone: 'Asia/Kathmandu', hour: 8 }, '2026-11-23T01:00:00Z', '2026-11-23T02:15Z'],
    ['at a quarter to, in the Chatham Islands', { zone: 'Pacific/Chatham', hour: 8 }, '2026-06-10T12:00:00Z', '2026-06-10T19:15Z'],
    ['at half past, in India', { zone: 'Asia/Kolkata', hour: 8 }, '2026-11-23T01:00:00Z', '2026-11-23T02:30Z'],
    ['the day before in Tahiti', { zone: 'Pacific/Tahiti', hour: 18 }, '2026-11-24T03:00:00Z', '2026-11-24T04:00Z'],
    ['at the end of the hour that the spring skips', { zone: 'Europe/Paris', hour: 2 }, '2026-03-28T12:00:00Z', '2026-03-29T01:00Z'],
    [
      'at the first of the two hours that the autumn doubles',
      { zone: 'Europe/Paris', hour: 2 },
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:00Z',
    ],
    ['once only on that night', { zone: 'Europe/Paris', hour: 2 }, '2026-10-25T00:10:00Z', '2026-10-26T01:00Z'],
    [
      'half an hour later where the spring skips half an hour',
      { zone: 'Australia/Lord_Howe', hour: 2 },
      '2026-10-03T12:00:00Z',
      '2026-10-03T15:30Z',
    ],
    ['after a midnight that is skipped', { zone: 'Africa/Cairo', hour: 0 }, '2026-04-23T12:00:00Z', '2026-04-23T22:00Z'],
    ['on the day after the one that Samoa skipped', { zone: 'Pacific/Apia', hour: 8 }, '2011-12-29T19:00:00Z', '2011-12-30T18:00Z'],
  ])('is %s', (_, over, at, slot) => {
    expect(daily(over, at)).toBe(slot);
  });
});

describe('the slot of a weekly digest', () => {
  it.each([
    ['the next Monday', {}, '2026-11-24T12:00:00Z', '2026-11-30T07:00Z'],
    ['today when it is still early', {}, '2026-11-23T06:00:00Z', '2026-11-23T07:00Z'],
    ['in a week when it is too late', {}, '2026-11-23T06:56:00Z', '2026-11-30T07:00Z'],
    ['the day that was chosen', { weekday: 'thursday' }, '2026-11-24T12:00:00Z', '2026-11-26T07:00Z'],
    ['a Saturday for who wants it', { weekday: 'saturday', weekend: 'same-day' }, '2026-11-24T12:00:00Z', '2026-11-28T07:00Z'],
    ['a Sunday for who wants it', { weekday: 'sunday', weekend: 'same-day' }, '2026-11-24T12:00:00Z', '2026-11-29T07:00Z'],
    ['the Monday after a Saturday', { weekday: 'saturday', weekend: 'next-monday' }, '2026-11-28T05:00:00Z', '2026-11-30T07:00Z'],
    ['the Monday after a Sunday', { weekday: 'sunday', weekend: 'next-monday' }, '2026-11-24T12:00:00Z', '2026-11-30T07:00Z'],
    ['a Friday whatever the rule of weekends', { weekday: 'friday', weekend: 'next-monday' }, '2026-11-24T12:00:00Z', '2026-11-27T07:00Z'],
    ['the day of the person, not of Greenwich', { zone: 'Pacific/Auckland', hour: 0 }, '2026-11-22T10:00:00Z', '2026-11-22T11:00Z'],
    ['over the end of a year', { weekday: 'friday' }, '2026-12-28T12:00:00Z', '2027-01-01T07:00Z'],
  ] as const)('is %s', (_, over, at, slot) => {
    expect(weekly(over, at)).toBe(slot);
  });
});

const FRENCH = ['Europe/Paris', 'America/Cayenne', 'Indian/Reunion', 'Pacific/Noumea'];
const ODD = ['Asia/Kathmandu', 'Pacific/Chatham', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Africa/Cairo'];
const FAR = ['America/Santiago', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'];
const ZONES = [...FRENCH, ...ODD, ...FAR];
const anyTimes = fc.record({
  zone: fc.constantFrom(...ZONES),
  hour: fc.integer({ min: 0, max: 23 }),
  weekday: fc.constantFrom(...weekdays),
  weekend: fc.constantFrom('same-day' as const, 'next-monday' as const),
});
const anyFrequency = fc.constantFrom<DigestFrequency>('daily', 'weekly');
const anyInstant = fc.date({ min: new Date('2020-01-01'), max: new Date('2036-01-01'), noInvalidDate: true });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What somebody there reads on their clock and calendar. */
const shown = (slot: string, zone: string) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', weekday: 'long', hour: 'numeric', minute: 'numeric' })
      .formatToParts(Date.parse(slot))
      .map(({ type, value }) => [type, value.toLowerCase()]),
  );

describe('every slot', () => {
  it('is more than five minutes ahead, and no further than a period and the change of a clock', () => {
    fc.assert(
      fc.property(anyFrequency, anyTimes, anyInstant, (frequency, chosen, at) => {
        const ahead = Date.parse(slotOf(frequency, chosen, at)) - at.getTime();
        expect(ahead).toBeGreaterThan(5 * MINUTE);
        expect(ahead).toBeLessThanOrEqual((frequency === 'daily' ? DAY : 7 * DAY) + 2 * HOUR + 5 * MINUTE);
      }),
      { numRuns: 500 },
    );
  });

  it('shows the hour and the day of the person, but for an hour that their clocks skip', () => {
    fc.assert(
      fc.property(anyFrequency, anyTimes, anyInstant, (frequency, chosen, at) => {
        const { hour, minute, weekday } = shown(slotOf(frequency, chosen, at), chosen.zone);
        if (Number(hour) === chosen.hour) expect(minute).toBe('00');
        else expect(Number(hour) * 60 + Number(minute) - chosen.hour * 60).toBeLessThanOrEqual(60);
        if (frequency === 'daily') return;
        const moves = chosen.weekend === 'next-monday' && ['saturday', 'sunday'].includes(chosen.weekday);
        expect(weekday).toBe(moves ? 'monday' : chosen.weekday);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for everything that is read between two digests, and never goes back', () => {
    fc.assert(
      fc.property(anyFrequency, anyTimes, anyInstant, fc.double({ min: 0, max: 1, noNaN: true }), (frequency, chosen, at, share) => {
        const slot = slotOf(frequency, chosen, at);
        const lastCall = Date.parse(slot) - 5 * MINUTE - 1;
        const between = new Date(at.getTime() + Math.floor(share * (lastCall - at.getTime())));
        expect(slotOf(frequency, chosen, between)).toBe(slot);
        expect(slotOf(frequency, chosen, new Date(lastCall + 1)) > slot).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
