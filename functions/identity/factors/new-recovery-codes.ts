import type { AccountId } from '../../../schemas/account.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { withRecoveryCodes } from '../rules/factors/changes.ts';
import type { KeptFactors } from '../rules/factors/kept-factors.ts';
import { inGroups, RECOVERY_CODE_BYTES, RECOVERY_CODES, recoveryCode } from '../rules/factors/recovery-codes.ts';
import { hashRecoveryCode } from './factor-keys.ts';

export interface NewCodes {
  /** As they are shown, this once. */
  shown: string[];
  hashes: string[];
}

export const newRecoveryCodes = (keyring: Keyring, accountId: AccountId, random: (bytes: number) => Uint8Array): NewCodes => {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(random(RECOVERY_CODE_BYTES)));
  return { shown: codes.map(inGroups), hashes: codes.map((code) => hashRecoveryCode(keyring, code, accountId)) };
};

/** With a first factor come the codes for the day on which it is lost; whoever has codes keeps them. */
export const withFirstCodes = (kept: KeptFactors, codes: NewCodes, at: Date): { next: KeptFactors; shown: string[] | null } => {
  if (kept.recovery) return { next: kept, shown: null };
  return { next: withRecoveryCodes(kept, codes.hashes, at), shown: codes.shown };
};
