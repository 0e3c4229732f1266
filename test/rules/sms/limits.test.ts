import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hindranceOf, monthOf, nextMonth } from '../../../functions/alerts/rules/sms/allowance.ts';
import { sayWait, waitForCode, withSending } from '../../../functions/alerts/rules/sms/codes.ts';
import { phoneView, type StoredPhone } from '../../../functions/alerts/rules/sms/phone-view.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 22, 8);
const at = (minutes: number) => new Date(START + minutes * MINUTE);

describe('codes', () => {
  it.each([
    ['the first', [], 0, 0],
    ['the third of an hour', [0, 10], 20, 0],
    ['a fourth, until the first is an hour old', [0, 10, 20], 30, 30],
    ['a fourth once the first is an hour old', [0, 10, 20], 60, 0],
    ['a fifth of the day', [0, 10, 20, 120], 200, 0],
    ['a sixth, until the first is a day old', [0, 10, 20, 120, 130], 240, 24 * 60 - 240],
    ['the day after', [0, 10, 20, 120, 130], 24 * 60, 0],
  ])('%s', (_, sent, now, wait) => {
    const sentAt = sent.map((minutes) => at(minutes).toISOString());
    expect(waitForCode(sentAt, at(now)) / MINUTE).toBe(wait);
  });

  it('are never more than three an hour or five a day, however often one asks', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 60 }), (pauses) => {
        let sentAt: string[] = [];
        const all: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          if (waitForCode(sentAt, at(now)) > 0) continue;
          sentAt = withSending(sentAt, at(now));
          all.push(now);
          expect(sentAt.length).toBeLessThanOrEqual(5);
        }
        for (const one of all) {
          expect(all.filter((other) => other > one - 60 && other <= one).length).toBeLessThanOrEqual(3);
          expect(all.filter((other) => other > one - 24 * 60 && other <= one).length).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('may be asked for again after exactly the wait that is told', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 5 }), (minutes) => {
        const sorted = minutes.toSorted((a, b) => a - b);
        const now = at(sorted.at(-1) ?? 0);
        const sentAt = sorted.map((one) => at(one).toISOString());
        const wait = waitForCode(sentAt, now);
        expect(waitForCode(sentAt, new Date(now.getTime() + wait))).toBe(0);
        if (wait > 0) expect(waitForCode(sentAt, new Date(now.getTime() + wait - 1))).toBe(1);
      }),
    );
  });

  it.each([
    [1, 'une minute'],
    [61_000, '2 minutes'],
    [90 * MINUTE, '90 minutes'],
    [91 * MINUTE, '2 heures'],
    [24 * 60 * MINUTE, '24 heures'],
  ])('%i ms are told as %s', (milliseconds, words) => {
    expect(sayWait(milliseconds)).toBe(words);
  });
});

const limits = { perAccount: 30, budget: 1_000_000 };
const phone: StoredPhone = { number: '+33612345678', verifiedAt: '2026-11-01T08:00:00.000Z' };
const stopped: StoredPhone = { ...phone, stopped: { because: 'opted-out', at: '2026-11-02T08:00:00.000Z' } };

describe('what stands between a person and an SMS', () => {
  it.each([
    ['nothing', { phone, sent: 0, spent: 0 }, undefined],
    ['nothing, at the last SMS of the month', { phone, sent: 29, spent: 999_999 }, undefined],
    ['no number', { phone: undefined, sent: 0, spent: 0 }, 'no-phone'],
    ['a number that opted out', { phone: stopped, sent: 30, spent: 1_000_000 }, 'stopped'],
    ['the allowance of the account', { phone, sent: 30, spent: 1_000_000 }, 'allowance'],
    ['the budget of the service', { phone, sent: 0, spent: 1_000_000 }, 'budget'],
  ])('%s', (_, used, hindrance) => {
    expect(hindranceOf(used, limits)).toBe(hindrance);
  });

  it('never lets an account or the service go on once its bound is reached', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 400_000 }), fc.nat(60), (parts, price, times) => {
        let [sent, spent] = [0, 0];
        for (let time = 0; time < times; time++) {
          if (hindranceOf({ phone, sent, spent }, limits)) continue;
          sent += parts;
          spent += price;
        }
        expect(sent).toBeLessThan(limits.perAccount + parts);
        expect(spent).toBeLessThan(limits.budget + price);
      }),
    );
  });

  it('is counted by the month of UTC', () => {
    expect(monthOf(new Date('2026-12-31T23:59:59Z'))).toBe('2026-12');
    expect(nextMonth(new Date('2026-12-31T23:59:59Z')).toISOString()).toBe('2027-01-01T00:00:00.000Z');
  });
});

describe('what its owner sees of a phone', () => {
  const now = new Date('2026-11-22T08:00:00Z');
  const view = (overview: Partial<Parameters<typeof phoneView>[0]>, spent = 0) =>
    phoneView({ phone, verification: undefined, sent: 0, ...overview }, spent, { limits, now });

  it.each([
    ['all is well', view({}), []],
    ['no number', view({ phone: undefined }), []],
    [
      'the allowance is used',
      view({ sent: 30 }),
      ['Vous avez reçu vos 30 SMS du mois : jusqu’au 1er décembre, vos alertes arrivent par courriel.'],
    ],
    [
      'the budget is used',
      view({}, 1_000_000),
      ['Parvis a envoyé tous les SMS prévus ce mois-ci : jusqu’au 1er décembre, vos alertes arrivent par courriel.'],
    ],
    [
      'the number opted out',
      view({ phone: stopped }),
      ['Votre numéro a demandé à ne plus recevoir nos SMS : vos alertes arrivent par courriel.'],
    ],
  ])('when %s', (_, { notices }, said) => {
    expect(notices).toEqual(said);
  });

  it('never holds the number', () => {
    const verification = { number: '+33698765432', codeHash: 'hash', triesLeft: 5, until: '2026-11-22T08:10:00.000Z' };
    const shown = view({ verification, sent: 3 });
    expect(shown).toEqual({
      number: '+33 •••••••78',
      verifiedAt: phone.verifiedAt,
      waiting: { number: '+33 •••••••32', until: verification.until },
      month: { sent: 3, most: 30 },
      notices: [],
    });
    expect(JSON.stringify(shown)).not.toMatch(/hash|6123|9876/);
  });

  it.each([
    ['is over', { until: '2026-11-22T08:00:00.000Z', triesLeft: 5 }],
    ['has no tries left', { until: '2026-11-22T08:10:00.000Z', triesLeft: 0 }],
  ])('shows no code that %s', (_, state) => {
    expect(view({ verification: { number: phone.number, codeHash: 'hash', ...state } }).waiting).toBeNull();
  });
});
