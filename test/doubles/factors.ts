import { randomBytes } from 'node:crypto';
import { type KeptFactors, type KeptPasskey, noFactors } from '../../functions/identity/rules/factors/kept-factors.ts';
import type { FactorStore, Told } from '../../functions/identity/store/factors.ts';
import { PasskeyId } from '../../schemas/factor.ts';

export const aKeptPasskey = (over: Partial<KeptPasskey> = {}): KeptPasskey => ({
  id: PasskeyId.parse(randomBytes(16).toString('hex')),
  name: 'Téléphone',
  credentialId: 'credential-id',
  publicKey: 'public-key',
  counter: 0,
  transports: ['internal'],
  synced: false,
  addedAt: '2026-11-30T08:00:00.000Z',
  lastUsedAt: null,
  ...over,
});

/** The factors of people as the table keeps them, held to the same tests; `told` is all that changes left behind. */
export const factorsInMemory = (): FactorStore & { told: Told[] } => {
  const kept = new Map<string, KeptFactors>();
  const spent = new Set<string>();
  const told: Told[] = [];
  return {
    told,
    find: async (accountId) => kept.get(accountId) ?? noFactors(accountId),
    keep: async (next, what) => {
      if ((kept.get(next.accountId)?.version ?? 0) !== next.version) return false;
      kept.set(next.accountId, { ...next, version: next.version + 1 });
      told.push(what);
      return true;
    },
    spend: async (challenge) => spent.size < spent.add(challenge).size,
  };
};
