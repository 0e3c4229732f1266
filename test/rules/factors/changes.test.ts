import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as changes from '../../../functions/identity/rules/factors/changes.ts';
import {
  hasFactor,
  type KeptFactors,
  needsFactor,
  noFactors,
  shownFactors,
} from '../../../functions/identity/rules/factors/kept-factors.ts';
import { AccountId, type Role } from '../../../schemas/account.ts';
import { PasskeyId } from '../../../schemas/factor.ts';
import { aKeptPasskey } from '../../doubles/factors.ts';

const accountId = AccountId.parse(randomUUID());
const at = new Date('2026-11-30T08:00:00.000Z');
const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
const nothing = noFactors(accountId);
const application = changes.withTotp(nothing, { sealed: 'k1.a', step: 3, at });
const ids = Array.from({ length: 12 }, (_, n) => PasskeyId.parse(n.toString(16).padStart(32, '0')));

describe('an application that is set up', () => {
  it.each([
    [0, 'k1.new'],
    [14.9, 'k1.new'],
    [15, undefined],
    [60, undefined],
  ])('waits %d minutes later for %s', (minutes, waiting) => {
    expect(changes.waitingTotp(changes.withWaitingTotp(nothing, 'k1.new', at), later(minutes))).toBe(waiting);
  });

  it('leaves the one of before in its place until its first code comes', () => {
    const waiting = changes.withWaitingTotp(application, 'k1.b', at);
    expect(waiting.totp?.sealed).toBe('k1.a');
    const confirmed = changes.withTotp(waiting, { sealed: 'k1.b', step: 9, at });
    expect([confirmed.totp?.sealed, confirmed.waiting]).toEqual(['k1.b', undefined]);
  });
});

describe('who must keep a factor', () => {
  it.each<[Role, boolean]>([
    ['citizen', false],
    ['agent', true],
    ['editor', true],
    ['administrator', true],
  ])('%s: %s', (role, needs) => {
    expect(needsFactor(role)).toBe(needs);
    const removal = changes.withoutTotp(application, role);
    expect('refused' in removal ? removal.refused : hasFactor(removal.left)).toBe(needs ? 'last' : false);
  });

  it.each(['agent', 'citizen'] as const)('as %s, nobody can take away what is not there', (role) => {
    expect(changes.withoutTotp(nothing, role)).toEqual({ refused: 'none' });
    expect(changes.withoutPasskey(nothing, ids[0] ?? ('' as PasskeyId), role)).toEqual({ refused: 'none' });
  });
});

type Step = { what: 'passkey' | 'totp' | 'codes' | 'use' | 'drop-totp' | 'drop-passkey'; which: number };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Step['what']>('passkey', 'totp', 'codes', 'use', 'drop-totp', 'drop-passkey'),
    which: fc.nat({ max: ids.length - 1 }),
  }),
  { maxLength: 40 },
);

const apply = (kept: KeptFactors, { what, which }: Step, role: Role): KeptFactors => {
  const id = ids[which] ?? PasskeyId.parse('0'.repeat(32));
  const removed = (removal: changes.Removal) => ('left' in removal ? removal.left : kept);
  if (what === 'passkey') return changes.withPasskey(kept, aKeptPasskey({ id })) ?? kept;
  if (what === 'totp') return changes.withTotp(kept, { sealed: `k1.${which}`, step: which, at });
  if (what === 'codes') return hasFactor(kept) ? changes.withRecoveryCodes(kept, ['a', 'b', 'c'], at) : kept;
  if (what === 'use') return changes.afterRecoveryCode(kept, 'abc'[which % 3] ?? '') ?? kept;
  return removed(what === 'drop-totp' ? changes.withoutTotp(kept, role) : changes.withoutPasskey(kept, id, role));
};

describe('whatever somebody does with their factors, in any order', () => {
  it('staff who have one never end without, nobody has more keys than they may or one twice, codes never outlive the factors', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom<Role>('citizen', 'agent', 'editor', 'administrator'), (done, role) => {
        let kept = nothing;
        for (const step of done) {
          const before = hasFactor(kept);
          kept = apply(kept, step, role);
          if (needsFactor(role) && before) expect(hasFactor(kept)).toBe(true);
          expect(kept.passkeys.length).toBeLessThanOrEqual(changes.MOST_PASSKEYS);
          expect(new Set(kept.passkeys.map(({ id }) => id)).size).toBe(kept.passkeys.length);
          if (!hasFactor(kept)) expect(kept.recovery).toBeUndefined();
        }
      }),
    );
  });

  it('a recovery code serves once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 10 }), fc.nat(), (hashes, which) => {
        const hash = hashes[which % hashes.length] ?? '';
        const used = changes.afterRecoveryCode(changes.withRecoveryCodes(application, hashes, at), hash);
        expect(used?.recovery?.hashes).toHaveLength(hashes.length - 1);
        expect(used && changes.afterRecoveryCode(used, hash)).toBeUndefined();
      }),
    );
  });
});

describe('what is shown of factors', () => {
  it('holds neither secret nor hash nor key', () => {
    const full = changes.withRecoveryCodes(
      changes.withPasskey(application, aKeptPasskey({ name: 'Téléphone' })) ?? application,
      ['hash-1'],
      at,
    );
    const shown = shownFactors(full, 'agent');
    expect(shown).toMatchObject({ required: true, recoveryCodes: { left: 1 }, passkeys: [{ name: 'Téléphone' }] });
    for (const secret of ['k1.a', 'hash-1', 'public-key', 'credential-id']) expect(JSON.stringify(shown)).not.toContain(secret);
  });
});
