import type { Role } from '../../../../schemas/account.ts';
import type { PasskeyId } from '../../../../schemas/factor.ts';
import { hasFactor, type KeptFactors, type KeptPasskey, needsFactor } from './kept-factors.ts';

/** More keys than anybody carries; each makes the item of the account longer. */
export const MOST_PASSKEYS = 10;
/** Minutes in which the first code must come. */
export const WAITING_MINUTES = 15;

const next = (kept: KeptFactors, change: Partial<KeptFactors>): KeptFactors => ({ ...kept, ...change });

const without = (kept: KeptFactors, ...names: ('totp' | 'waiting' | 'recovery' | 'wrong')[]): KeptFactors => {
  const rest = { ...kept };
  for (const name of names) delete rest[name];
  return rest;
};

/** Wrong codes after which the owner is told: whoever types them knows the password. */
const MANY_WRONG = 5;
const DAY = 24 * 60 * 60 * 1000;

/** After a wrong code; `many` for the fifth in a row within a day of each other, and then again for each fifth. */
export const afterWrongCode = (kept: KeptFactors, at: Date): { next: KeptFactors; many: boolean } => {
  const { wrong } = kept;
  const goesOn = wrong !== undefined && at.getTime() - Date.parse(wrong.last) < DAY;
  const count = (goesOn ? wrong.count : 0) + 1;
  return { next: next(kept, { wrong: { count, last: at.toISOString() } }), many: count % MANY_WRONG === 0 };
};

/** A secret waits for its first code, in the place of another that waited. */
export const withWaitingTotp = (kept: KeptFactors, sealed: string, at: Date): KeptFactors =>
  next(kept, { waiting: { sealed, until: new Date(at.getTime() + WAITING_MINUTES * 60_000).toISOString() } });

/** The secret that still waits. */
export const waitingTotp = ({ waiting }: KeptFactors, at: Date): string | undefined =>
  waiting && Date.parse(waiting.until) > at.getTime() ? waiting.sealed : undefined;

/** The application whose first code came is the person's from now on, instead of the one that they had. */
export const withTotp = (kept: KeptFactors, { sealed, step, at }: { sealed: string; step: number; at: Date }): KeptFactors =>
  next(without(kept, 'waiting'), { totp: { sealed, addedAt: at.toISOString(), lastUsedAt: null, lastStep: step } });

/** No code of this step or of one before is taken again. */
export const afterTotpUse = (kept: KeptFactors, step: number, at: Date): KeptFactors =>
  next(without(kept, 'wrong'), kept.totp ? { totp: { ...kept.totp, lastStep: step, lastUsedAt: at.toISOString() } } : {});

/** Undefined when they have as many as they may, or this very one. */
export const withPasskey = (kept: KeptFactors, passkey: KeptPasskey): KeptFactors | undefined => {
  const refused = kept.passkeys.length >= MOST_PASSKEYS || kept.passkeys.some(({ id }) => id === passkey.id);
  return refused ? undefined : next(kept, { passkeys: [...kept.passkeys, passkey] });
};

export const passkeyOf = ({ passkeys }: KeptFactors, id: PasskeyId): KeptPasskey | undefined => passkeys.find((one) => one.id === id);

const changed = (kept: KeptFactors, id: PasskeyId, change: Partial<KeptPasskey>): KeptFactors =>
  next(kept, { passkeys: kept.passkeys.map((one) => (one.id === id ? { ...one, ...change } : one)) });

export const withPasskeyNamed = (kept: KeptFactors, id: PasskeyId, name: string): KeptFactors => changed(kept, id, { name });

export const afterPasskeyUse = (kept: KeptFactors, id: PasskeyId, { counter, at }: { counter: number; at: Date }): KeptFactors =>
  changed(without(kept, 'wrong'), id, { counter, lastUsedAt: at.toISOString() });

export const withRecoveryCodes = (kept: KeptFactors, hashes: string[], at: Date): KeptFactors =>
  next(kept, { recovery: { hashes, madeAt: at.toISOString() } });

/** Undefined when no such code is left. */
export const afterRecoveryCode = (kept: KeptFactors, hash: string): KeptFactors | undefined => {
  const { recovery } = kept;
  if (!recovery?.hashes.includes(hash)) return undefined;
  return next(without(kept, 'wrong'), { recovery: { ...recovery, hashes: recovery.hashes.filter((one) => one !== hash) } });
};

/** What is left without a factor: somebody who has none left has no use for codes that stand for one. */
const afterRemoval = (kept: KeptFactors): KeptFactors => (hasFactor(kept) ? kept : without(kept, 'recovery'));

/** Why a factor cannot be taken away; undefined when it was. */
export type Removal = { left: KeptFactors } | { refused: 'none' | 'last' };

const removal = (kept: KeptFactors, left: KeptFactors, role: Role): Removal =>
  needsFactor(role) && hasFactor(kept) && !hasFactor(left) ? { refused: 'last' } : { left: afterRemoval(left) };

export const withoutTotp = (kept: KeptFactors, role: Role): Removal =>
  kept.totp ? removal(kept, without(kept, 'totp'), role) : { refused: 'none' };

export const withoutPasskey = (kept: KeptFactors, id: PasskeyId, role: Role): Removal =>
  passkeyOf(kept, id) ? removal(kept, next(kept, { passkeys: kept.passkeys.filter((one) => one.id !== id) }), role) : { refused: 'none' };
