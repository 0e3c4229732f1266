import type { UsedPasskey } from '../../../schemas/factor.ts';
import { afterPasskeyUse, afterRecoveryCode, afterTotpUse, passkeyOf } from '../rules/factors/changes.ts';
import type { Proof } from '../rules/factors/proofs.ts';
import { asWritten } from '../rules/factors/recovery-codes.ts';
import { stepOfCode } from '../rules/factors/totp.ts';
import { changeFactors } from './change-factors.ts';
import type { EnrolmentDependencies } from './enrolment.ts';
import { openTotp, recoveryHashOf } from './factor-keys.ts';
import { type Occasion, tellOf } from './factor-news.ts';
import { passkeyCeremonies, passkeyIdOf } from './passkey-ceremonies.ts';

/** What somebody shows to prove who they are. */
export type Shown =
  | { totp: string }
  | { recoveryCode: string }
  /** `interaction`: the sign-in that its challenge was made for. */
  | { passkey: UsedPasskey; interaction: string };

/** The proof that it is; undefined when it is none. Each code, and each answer of a passkey, is taken once. */
export type CheckFactor = (shown: Shown, occasion: Occasion) => Promise<Proof | undefined>;

export const checkFactor = (dependencies: EnrolmentDependencies): CheckFactor => {
  const { factors, readKeyring } = dependencies;
  const ceremonies = passkeyCeremonies(dependencies);

  const totp = async (code: string, occasion: Occasion): Promise<Proof | undefined> => {
    const { accountId, at } = occasion;
    const result = await changeFactors<'wrong'>(factors, accountId, async (kept) => {
      if (!kept.totp) return { refused: 'wrong' };
      const secret = await openTotp(readKeyring, kept.totp.sealed, accountId);
      const step = stepOfCode(secret, code, { at, lastStep: kept.totp.lastStep });
      return step === undefined ? { refused: 'wrong' } : { next: afterTotpUse(kept, step, at), told: tellOf(occasion) };
    });
    return 'refused' in result ? undefined : 'totp';
  };

  const recoveryCode = async (typed: string, occasion: Occasion): Promise<Proof | undefined> => {
    const { accountId } = occasion;
    const keyring = await readKeyring();
    const result = await changeFactors<'wrong'>(factors, accountId, async (kept) => {
      const hash = recoveryHashOf(keyring, kept.recovery?.hashes ?? [], { code: asWritten(typed), accountId });
      const next = hash === undefined ? undefined : afterRecoveryCode(kept, hash);
      return next ? { next, told: tellOf(occasion, 'recovery-code-used') } : { refused: 'wrong' };
    });
    return 'refused' in result ? undefined : 'recovery-code';
  };

  const passkey = async (interaction: string, response: UsedPasskey, occasion: Occasion): Promise<Proof | undefined> => {
    const { accountId, at } = occasion;
    const id = passkeyIdOf(response.id);
    const known = passkeyOf(await factors.find(accountId), id);
    const used = known && (await ceremonies.used(interaction, known, response));
    if (!used) return undefined;
    const result = await changeFactors<'wrong'>(factors, accountId, async (kept) => {
      const current = passkeyOf(kept, id);
      if (!current || (used.counter > 0 && used.counter <= current.counter)) return { refused: 'wrong' };
      return { next: afterPasskeyUse(kept, id, { counter: used.counter, at }), told: tellOf(occasion) };
    });
    if ('refused' in result) return undefined;
    return used.userVerified ? 'verified-passkey' : 'passkey';
  };

  return (shown, occasion) => {
    if ('totp' in shown) return totp(shown.totp, occasion);
    if ('recoveryCode' in shown) return recoveryCode(shown.recoveryCode, occasion);
    return passkey(shown.interaction, shown.passkey, occasion);
  };
};
