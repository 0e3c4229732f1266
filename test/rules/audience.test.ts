import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHARDS, shardOf } from '../../functions/alerts/rules/audience.ts';
import { AccountId } from '../../schemas/account.ts';

const accountIds = fc.uuid().map((id) => AccountId.parse(id));

describe('the shard of a person', () => {
  it.each([
    ['00000000-0000-4000-8000-000000000000', '11'],
    ['5b0c9c3e-2f64-4a34-9f0b-3d3f5a1c7e11', '09'],
    ['c0ffee00-1111-4222-8333-444455556666', '10'],
  ])('of %s is %s for ever: people are already placed by it', (accountId, shard) => {
    expect(shardOf(AccountId.parse(accountId))).toBe(shard);
  });

  it('is one of sixteen, in two digits', () => {
    const all = Array.from({ length: SHARDS }, (_, shard) => String(shard).padStart(2, '0'));
    fc.assert(
      fc.property(accountIds, (accountId) => {
        expect(all).toContain(shardOf(accountId));
      }),
    );
  });

  it('is as likely as any other', () => {
    const people = 16_000;
    const counts = new Map<string, number>();
    for (const accountId of fc.sample(accountIds, { numRuns: people, seed: 1 })) {
      counts.set(shardOf(accountId), (counts.get(shardOf(accountId)) ?? 0) + 1);
    }
    expect(counts.size).toBe(SHARDS);
    for (const count of counts.values()) expect(Math.abs(count - people / SHARDS)).toBeLessThan(150);
  });
});
