import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterDoubt, afterResumption, afterStop, MOST_RESUMPTIONS, type Stop, untold } from '../../functions/accounts/rules/mail-state.ts';
import { hashAddress } from '../../functions/shared/address.ts';
import { addressTrouble, mailStateOf } from '../../functions/shared/mail-state.ts';
import type { KeptMailState } from '../../schemas/mail-state.ts';

const START = Date.UTC(2026, 2, 2, 8);
const HOUR = 60 * 60 * 1000;
const at = (hours: number): string => new Date(START + hours * HOUR).toISOString();
const email = 'Camille@Exemple.fr';
const fresh = untold(hashAddress('camille@exemple.fr'));
const stop = (reason: Stop['reason'], hours: number, sent = hours): Stop => ({ reason, at: at(hours), sentAt: at(sent) });

const resumed = (kept: KeptMailState, hours: number): KeptMailState => {
  const next = afterResumption(kept, new Date(START + hours * HOUR));
  if (next === 'too-often') throw new Error(next);
  return next;
};
const stopped = (kept: KeptMailState, one: Stop) => afterStop(kept, one) ?? kept;

describe('the state of mails to a person', () => {
  it('is stopped at once, with its reason in words and its date', () => {
    expect(mailStateOf(email, stopped(fresh, stop('bounce', 1)))).toEqual({
      state: 'stopped',
      reason: 'bounce',
      since: at(1),
      explanation: expect.stringMatching(/^Votre adresse électronique a refusé .*vous pouvez reprendre les envois\.$/),
    });
    expect(mailStateOf(email, undefined)).toEqual({ state: 'ok', reason: null, since: null, explanation: null });
  });

  it('is the same when the stop is told again, and takes a stronger reason but no weaker one', () => {
    const bounced = stopped(fresh, stop('bounce', 1));
    expect(afterStop(bounced, stop('bounce', 2))).toBeUndefined();
    expect(afterStop(bounced, stop('soft-bounces', 2))).toBeUndefined();
    expect(afterStop(bounced, stop('complaint', 2))?.stopped).toEqual({ reason: 'complaint', since: at(1) });
  });

  it('goes on after a resumption, and stops again at the next mail that comes back, not at one from before', () => {
    const again = resumed(stopped(fresh, stop('bounce', 1)), 10);
    expect(mailStateOf(email, again).state).toBe('ok');
    expect(afterStop(again, stop('bounce', 11, 9))).toBeUndefined();
    expect(afterStop(again, stop('bounce', 12, 11))?.stopped).toEqual({ reason: 'bounce', since: at(12) });
  });

  it(`goes on at most ${MOST_RESUMPTIONS} times within thirty days`, () => {
    let kept = fresh;
    for (let time = 0; time < MOST_RESUMPTIONS; time++) kept = resumed(stopped(kept, stop('bounce', time * 10 + 1)), time * 10 + 5);
    expect(afterResumption(stopped(kept, stop('bounce', 100)), new Date(START + 101 * HOUR))).toBe('too-often');
    expect(afterResumption(kept, new Date(START + 31 * 24 * HOUR))).not.toBe('too-often');
  });

  it('says nothing of an address that the account no longer has', () => {
    const kept = stopped(fresh, stop('bounce', 1));
    expect(mailStateOf('nouvelle@exemple.fr', kept).state).toBe('ok');
    expect(addressTrouble('nouvelle@exemple.fr', kept)).toBeUndefined();
    expect(addressTrouble('CAMILLE@exemple.FR', kept)).toBe('stopped');
  });

  it('follows doubt and its end by their time, not by the order in which they are told', () => {
    const doubted = afterDoubt(fresh, { doubted: true, at: at(1) });
    if (!doubted) throw new Error('unchanged');
    expect(addressTrouble(email, doubted)).toBe('doubtful');
    const trusted = afterDoubt(doubted, { doubted: false, at: at(2) });
    expect(trusted && addressTrouble(email, trusted)).toBeUndefined();
    expect(trusted && afterDoubt(trusted, { doubted: true, at: at(1) })).toBeUndefined();
  });

  const stops = fc.array(
    fc.record({ reason: fc.constantFrom<Stop['reason']>('bounce', 'complaint', 'soft-bounces'), hours: fc.nat({ max: 100 }) }),
    { maxLength: 12 },
  );

  it('is the same in whatever order stops are told', () =>
    fc.assert(
      fc.property(stops, fc.infiniteStream(fc.nat()), fc.nat({ max: 100 }), (all, ranks, resumption) => {
        const start = resumed(fresh, resumption);
        const after = (list: typeof all) => list.reduce((kept, { reason, hours }) => stopped(kept, stop(reason, hours)), start);
        const shuffled = all.map((one) => [ranks.next().value, one] as const).toSorted(([a], [b]) => a - b);
        const [one, other] = [after(all), after(shuffled.map(([, each]) => each))];
        expect(other.stopped?.reason).toBe(one.stopped?.reason);
      }),
    ));
});
