import { toString as qrCode } from 'qrcode';
import type { NewPasskey, TotpSetup } from '../../../schemas/factor.ts';
import { WAITING_MINUTES, waitingTotp, withPasskey, withTotp, withWaitingTotp } from '../rules/factors/changes.ts';
import type { KeptFactors } from '../rules/factors/kept-factors.ts';
import { SECRET_BYTES, stepOfCode, totpSetup } from '../rules/factors/totp.ts';
import type { FactorStore } from '../store/factors.ts';
import { changeFactors } from './change-factors.ts';
import { openTotp, sealTotp } from './factor-keys.ts';
import { type Occasion, tellOf } from './factor-news.ts';
import { newRecoveryCodes, withFirstCodes } from './new-recovery-codes.ts';
import { type CeremonyDependencies, passkeyCeremonies, type Registrant } from './passkey-ceremonies.ts';

export interface EnrolmentDependencies extends CeremonyDependencies {
  factors: FactorStore;
}

/** The person has it from now on; with their first factor come recovery codes, to be shown this once. */
export interface Enrolled {
  kept: KeptFactors;
  recoveryCodes: string[] | null;
}

const qrCodeOf = (address: string): Promise<string> => qrCode(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });

/** How factors are set up, in the account and at a sign-in that asks for one alike. */
export const enrolment = (dependencies: EnrolmentDependencies) => {
  const { factors, readKeyring, random } = dependencies;
  const ceremonies = passkeyCeremonies(dependencies);
  return {
    /** A secret that waits for its first code; whoever begins again gets another. */
    async beginTotp(label: string, { accountId, at, trail }: Occasion): Promise<TotpSetup> {
      const secret = random(SECRET_BYTES);
      const sealed = sealTotp(await readKeyring(), secret, accountId);
      await changeFactors(factors, accountId, async (kept) => ({
        next: withWaitingTotp(kept, sealed, at),
        told: { happenings: [], events: [], trail },
      }));
      return showTotp(secret, label, at);
    },

    /** The same secret again, for a page that is shown a second time; undefined when none waits any more. */
    async waitingSetup(label: string, { accountId, at }: Pick<Occasion, 'accountId' | 'at'>): Promise<TotpSetup | undefined> {
      const kept = await factors.find(accountId);
      const sealed = waitingTotp(kept, at);
      if (!sealed || !kept.waiting) return undefined;
      return { ...(await showTotp(await openTotp(readKeyring, sealed, accountId), label, at)), until: kept.waiting.until };
    },

    /** `gone`: no secret waits any more. `wrong`: this is not its code. */
    async confirmTotp(code: string, occasion: Occasion): Promise<Enrolled | { refused: 'gone' | 'wrong' }> {
      const { accountId, at } = occasion;
      const codes = newRecoveryCodes(await readKeyring(), accountId, random);
      let shown: string[] | null = null;
      const result = await changeFactors<'gone' | 'wrong'>(factors, accountId, async (kept) => {
        const sealed = waitingTotp(kept, at);
        if (!sealed) return { refused: 'gone' };
        const step = stepOfCode(await openTotp(readKeyring, sealed, accountId), code, { at, lastStep: 0 });
        if (step === undefined) return { refused: 'wrong' };
        const first = withFirstCodes(withTotp(kept, { sealed, step, at }), codes, at);
        shown = first.shown;
        return { next: first.next, told: tellOf(occasion, 'totp-added', ...(shown ? (['recovery-codes-made'] as const) : [])) };
      });
      return 'refused' in result ? result : { kept: result.kept, recoveryCodes: shown };
    },

    async beginPasskey({ accountId, label }: Registrant) {
      return ceremonies.registration({ accountId, label }, (await factors.find(accountId)).passkeys);
    },

    /** `refused`: the answer of the browser proves nothing. `full`: they have as many as they may, or this very one. */
    async addPasskey(name: string, response: NewPasskey, occasion: Occasion): Promise<Enrolled | { refused: 'refused' | 'full' }> {
      const { accountId, at } = occasion;
      const made = await ceremonies.registered(accountId, response);
      if (!made) return { refused: 'refused' };
      const codes = newRecoveryCodes(await readKeyring(), accountId, random);
      let shown: string[] | null = null;
      const result = await changeFactors<'full'>(factors, accountId, async (kept) => {
        const more = withPasskey(kept, { ...made, name });
        if (!more) return { refused: 'full' };
        const first = withFirstCodes(more, codes, at);
        shown = first.shown;
        return { next: first.next, told: tellOf(occasion, 'passkey-added', ...(shown ? (['recovery-codes-made'] as const) : [])) };
      });
      return 'refused' in result ? result : { kept: result.kept, recoveryCodes: shown };
    },
  };
};

const showTotp = async (secret: Uint8Array, label: string, at: Date): Promise<TotpSetup> => {
  const setup = totpSetup(secret, label);
  return { ...setup, qrCode: await qrCodeOf(setup.address), until: new Date(at.getTime() + WAITING_MINUTES * 60_000).toISOString() };
};
