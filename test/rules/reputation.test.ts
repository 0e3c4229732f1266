import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideSending, type HourOfMails, orderSending, representative, type Volume } from '../../functions/alerts/rules/reputation.ts';
import { reputationLimits } from '../../functions/alerts/rules/reputation-limits.ts';
import type { SendingControl } from '../../schemas/sending.ts';

const HOUR = 60 * 60 * 1000;
const NOW = new Date('2026-03-02T08:20:00.000Z');
const at = (hours: number) => new Date(NOW.getTime() + hours * HOUR);
const hourAt = (hours: number): string => `${at(hours).toISOString().slice(0, 13)}:00:00.000Z`;
const volume = (sent: number, bounced = 0, complained = 0): Volume => ({ sent, bounced, complained });
const hour = (hours: number, figures: Volume): HourOfMails => ({ hour: hourAt(hours), ...figures });

const open: SendingControl = { factor: 1, reason: 'healthy', since: at(-1000).toISOString(), countedFrom: null };
const decide = (figures: Volume, control = open) => decideSending(control, [hour(-1, figures)], NOW);

describe('the mails by which we are judged', () => {
  it('are the latest ten thousand by whole hours, whatever the time they took', () => {
    const hours = [hour(-700, volume(9000, 900)), hour(-1, volume(4000, 4)), hour(-2, volume(7000, 7)), hour(-3, volume(50, 50))];
    expect(representative(hours, null)).toEqual(volume(11_000, 11));
    expect(representative([hour(-700, volume(9000, 900)), hour(-1, volume(400))], null)).toEqual(volume(9400, 900));
  });

  it('leave out what went before the last stop', () => {
    expect(representative([hour(-5, volume(9000, 900)), hour(-1, volume(400))], hourAt(-2))).toEqual(volume(400));
  });
});

describe('deciding how mails may go out', () => {
  it.each([
    ['nothing sent', volume(0), 1, 'healthy'],
    ['a good day', volume(10_000, 100, 2), 1, 'healthy'],
    ['nearly the review of bounces', volume(10_000, 400), 0.25, 'bounces'],
    ['nearly the pause for bounces', volume(10_000, 800), 0, 'bounces'],
    ['nearly the review of complaints', volume(10_000, 0, 8), 0.25, 'complaints'],
    ['nearly the pause for complaints', volume(10_000, 0, 40), 0, 'complaints'],
    ['the worse of the two', volume(10_000, 400, 40), 0, 'complaints'],
    ['a small town whose addresses are all old', volume(300, 300), 1, 'healthy'],
    ['three complaints among a thousand', volume(1000, 0, 3), 1, 'healthy'],
  ])('%s', (_, figures, factor, reason) => {
    expect(decide(figures)).toMatchObject({ factor, reason });
  });

  it('comes before the mail service does, each time', () => {
    for (const { reviewedAt, pausedAt, stop, slow, back } of reputationLimits) {
      expect(slow).toBeLessThan(reviewedAt);
      expect(stop).toBeLessThan(pausedAt);
      expect(back).toBeLessThan(slow);
    }
  });

  it('keeps a slow-down until the rate is well below, and not only below', () => {
    const slowed = decide(volume(10_000, 400));
    expect(decide(volume(10_000, 350), slowed)).toBe(slowed);
    expect(decide(volume(10_000, 299), slowed)).toMatchObject({ factor: 1, reason: 'healthy' });
    expect(decide(volume(10_000, 800), slowed)).toMatchObject({ factor: 0, reason: 'bounces' });
  });

  it('gives the same control back when nothing changes, so that nothing is written', () => {
    expect(decide(volume(10_000, 10))).toBe(open);
  });

  it('takes the sending up by itself: a trial after a while, everything once that went well', () => {
    const bad = [hour(-1, volume(10_000, 900))];
    const stopped = decideSending(open, bad, NOW);
    expect(stopped.factor).toBe(0);
    expect(decideSending(stopped, bad, at(5.9))).toBe(stopped);
    const trial = decideSending(stopped, bad, at(6));
    expect(trial).toMatchObject({ factor: 0.25, reason: 'trial' });
    expect(decideSending(trial, [...bad, hour(6, volume(500, 1))], at(7))).toBe(trial);
    expect(decideSending(trial, [...bad, hour(6, volume(2000, 10))], at(7))).toMatchObject({ factor: 1 });
    expect(decideSending(trial, [...bad, hour(6, volume(2000, 400))], at(7))).toMatchObject({ factor: 0, reason: 'bounces' });
    expect(decideSending(trial, [...bad, hour(6, volume(20))], at(30))).toMatchObject({ factor: 1 });
  });

  it('leaves alone what an administrator stopped, until an administrator lifts it, and then counts afresh', () => {
    const bad = [hour(-1, volume(10_000, 900))];
    const stopped = orderSending(open, 'stopped', NOW);
    expect(stopped).toMatchObject({ factor: 0, reason: 'administrator' });
    expect(decideSending(stopped, [], at(1000))).toBe(stopped);
    const lifted = orderSending(decideSending(open, bad, NOW), 'automatic', at(0.1));
    expect(lifted).toMatchObject({ factor: 1, reason: 'healthy' });
    expect(decideSending(lifted, bad, at(0.2))).toBe(lifted);
    expect(orderSending(open, 'automatic', NOW)).toBe(open);
  });

  const figures = fc
    .record({ sent: fc.nat({ max: 30_000 }), bounced: fc.nat({ max: 30_000 }), complained: fc.nat({ max: 3000 }) })
    .map(({ sent, bounced, complained }) => volume(sent, Math.min(bounced, sent), Math.min(complained, sent)));

  it('never goes out at full speed with a rate that the mail service would review, nor at all with one that it would pause', () =>
    fc.assert(
      fc.property(figures, (one) => {
        fc.pre(one.sent >= 1000);
        const { factor } = decide(one);
        const rates = reputationLimits.map((limit) => ({ limit, rate: one[limit.of] / one.sent, count: one[limit.of] }));
        const counted = rates.filter(({ limit, count }) => count >= limit.least);
        if (counted.some(({ limit, rate }) => rate >= limit.pausedAt)) expect(factor).toBe(0);
        if (counted.some(({ limit, rate }) => rate >= limit.reviewedAt)) expect(factor).toBeLessThan(1);
      }),
    ));

  it('never stops nor slows a small sender', () =>
    fc.assert(
      fc.property(figures, (one) => {
        const few = { ...one, sent: one.sent % 1000 };
        expect(decide(few)).toBe(open);
      }),
    ));

  it('never makes better of more bounces', () =>
    fc.assert(
      fc.property(figures, fc.nat({ max: 5000 }), (one, more) => {
        const worse = { ...one, bounced: Math.min(one.sent, one.bounced + more) };
        expect(decide(worse).factor).toBeLessThanOrEqual(decide(one).factor);
      }),
    ));

  it('never stays stopped for ever by itself', () =>
    fc.assert(
      fc.property(figures, (one) => {
        let control = decide(one);
        for (let hours = 1; hours <= 48; hours++) control = decideSending(control, [hour(-1, one)], at(hours));
        expect(control.factor).toBeGreaterThan(0);
      }),
    ));
});
