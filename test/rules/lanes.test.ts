import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Board,
  idleAmong,
  type Lane,
  type LaneState,
  lanesOf,
  leasable,
  leaseOf,
  mustAsk,
  type SendClass,
  sendClasses,
  timing,
} from '../../functions/shared/sending/lanes.ts';

const NOW = 1_000_000;
const lanes = lanesOf(400);
const boardOf = (states: Record<string, LaneState>, demands: Partial<Record<SendClass, number>> = {}): Board => ({
  lanes: new Map(Object.entries(states)),
  demands: new Map(Object.entries(demands) as [SendClass, number][]),
});
const namesFor = (board: Board, sendClass: SendClass): string[] => leasable(board, lanes, sendClass, NOW).map(({ name }) => name);

const anyBoard = fc
  .record({
    states: fc.dictionary(
      fc.constantFrom(...lanes.map(({ name }) => name)),
      fc.record({ until: fc.integer({ min: NOW - 5000, max: NOW + 3000 }), by: fc.constantFrom(...sendClasses) }),
    ),
    demands: fc.dictionary(fc.constantFrom(...sendClasses), fc.integer({ min: NOW - 2000, max: NOW + 3000 })),
  })
  .map(({ states, demands }) => boardOf(states, demands));

describe('the lanes of a quota', () => {
  it('are sixteen, most of them for usual alerts, and one for each class where there is little to divide', () => {
    const counts = (perSecond: number) => sendClasses.map((one) => lanesOf(perSecond).filter(({ owner }) => owner === one).length);
    expect(counts(400)).toEqual([1, 4, 7, 4]);
    expect(counts(14)).toEqual([1, 1, 1, 1]);
    expect(new Set(lanes.map(({ name }) => name)).size).toBe(16);
  });

  it('are lent while their class has nothing to send, its own lanes first', () => {
    expect(namesFor(boardOf({}), 'urgent')).toHaveLength(16);
    expect(namesFor(boardOf({}), 'urgent').slice(0, 4)).toEqual(['urgent#00', 'urgent#01', 'urgent#02', 'urgent#03']);
  });

  it('are leased again shortly before a lease ends, and not sooner', () => {
    const held = (until: number) => namesFor(boardOf({ 'normal#00': { until, by: 'normal' } }), 'normal').includes('normal#00');
    expect(held(NOW + timing.ahead)).toBe(true);
    expect(held(NOW + timing.ahead + 1)).toBe(false);
  });

  it('are not lent while their own class uses them, nor just after', () => {
    const lent = (until: number) => namesFor(boardOf({ 'normal#00': { until, by: 'normal' } }), 'digest').includes('normal#00');
    expect(lent(NOW + 1)).toBe(false);
    expect(lent(NOW - timing.grace + 1)).toBe(false);
    expect(lent(NOW - timing.grace)).toBe(true);
  });

  it('are not lent any more once their class asks for them', () => {
    const state = { 'urgent#00': { until: NOW - 10, by: 'normal' as const } };
    expect(namesFor(boardOf(state), 'normal')).toContain('urgent#00');
    expect(namesFor(boardOf(state, { urgent: NOW + 1 }), 'normal')).not.toContain('urgent#00');
    expect(namesFor(boardOf(state, { urgent: NOW + 1 }), 'urgent')).toContain('urgent#00');
    expect(namesFor(boardOf(state, { urgent: NOW }), 'normal')).toContain('urgent#00');
  });

  it('are asked for by a class when others have them, and only then', () => {
    expect(mustAsk(boardOf({ 'urgent#00': { until: NOW + 1, by: 'digest' } }), lanes, 'urgent', NOW)).toBe(true);
    expect(mustAsk(boardOf({ 'urgent#00': { until: NOW + 1, by: 'urgent' } }), lanes, 'urgent', NOW)).toBe(false);
    expect(mustAsk(boardOf({ 'urgent#00': { until: NOW, by: 'digest' } }), lanes, 'urgent', NOW)).toBe(false);
    expect(mustAsk(boardOf({ 'normal#00': { until: NOW + 1, by: 'digest' } }), lanes, 'urgent', NOW)).toBe(false);
  });

  it('are never leased for a time that somebody else has already', () => {
    fc.assert(
      fc.property(anyBoard, fc.constantFrom(...sendClasses), (board, sendClass) => {
        for (const lane of leasable(board, lanes, sendClass, NOW)) {
          const lease = leaseOf(board, lane, sendClass, NOW);
          expect(lease.from).toBeGreaterThanOrEqual(board.lanes.get(lane.name)?.until ?? NOW);
          expect(lease.from).toBeGreaterThan(NOW - timing.carryOn);
          expect(lease.until - Math.max(NOW, lease.from)).toBe(lane.owner === sendClass ? timing.ownLease : timing.lentLease);
          expect(lease.from - NOW).toBeLessThanOrEqual(timing.ahead);
        }
      }),
    );
  });

  it('carry on from a lease that has just ended, and from no older one', () => {
    const lane = lanes.find(({ name }) => name === 'normal#00') as Lane;
    const leased = (until: number) => leaseOf(boardOf({ 'normal#00': { until, by: 'normal' } }), lane, 'normal', NOW);
    expect(leased(NOW - timing.carryOn + 1)).toEqual({ from: NOW - timing.carryOn + 1, until: NOW + timing.ownLease, by: 'normal' });
    expect(leased(NOW - timing.carryOn)).toEqual({ from: NOW, until: NOW + timing.ownLease, by: 'normal' });
    expect(leaseOf(boardOf({}), lane, 'normal', NOW).from).toBe(NOW);
  });

  it('come back to a class that asks within less than three seconds, whatever the board says', () => {
    fc.assert(
      fc.property(anyBoard, fc.constantFrom(...sendClasses), (board, owner) => {
        const bounded = new Map(
          [...board.lanes].map(([name, state]) => [
            name,
            { ...state, until: Math.min(state.until, NOW + timing.ahead + timing.lentLease) },
          ]),
        );
        const later = NOW + timing.ahead + timing.lentLease;
        const asked: Board = { lanes: bounded, demands: new Map([[owner, later + 1]]) };
        const own = lanes.filter((lane) => lane.owner === owner).map(({ name }) => name);
        expect(leasable(asked, lanes, owner, later).map(({ name }) => name)).toEqual(expect.arrayContaining(own));
        for (const other of sendClasses.filter((one) => one !== owner))
          expect(leasable(asked, lanes, other, later).some((lane) => lane.owner === owner)).toBe(false);
      }),
    );
  });

  it('that nobody has wanted for a while lie idle', () => {
    const board = boardOf({
      'normal#00': { until: NOW - timing.idle + 1, by: 'normal' },
      'normal#01': { until: NOW - timing.idle, by: 'normal' },
    });
    const own = lanes.filter(({ name }) => name === 'normal#00' || name === 'normal#01');
    expect(idleAmong(board, own, NOW)).toBe(1);
  });
});
