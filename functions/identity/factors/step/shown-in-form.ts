import { RecoveryCode, TotpCode, UsedPasskey } from '../../../../schemas/factor.ts';
import type { FactorForm } from '../../../../schemas/routes/factor-pages.ts';
import type { Shown } from '../check-factor.ts';
import { jsonField } from './json-field.ts';

/** What a form shows, or what is to be mended in it: by the name of its field. */
export type FormReading = { shown: Shown } | { errors: Record<string, string> };

const CODE = 'Le code a six chiffres.';
const RECOVERY = 'Un code de secours a douze lettres et chiffres.';
export const PASSKEY_NOT_TAKEN = 'Cette clé d’accès n’a pas pu être vérifiée. Recommencez, ou choisissez un autre moyen.';

/** Reads what was sent in one of the three ways; nothing is compared yet. */
export const shownIn = ({ way, code, recovery, passkey }: FactorForm, interaction: string): FormReading => {
  if (way === 'totp') {
    const read = TotpCode.safeParse(code ?? '');
    return read.success ? { shown: { totp: read.data } } : { errors: { code: CODE } };
  }
  if (way === 'recovery-code') {
    const read = RecoveryCode.safeParse(recovery ?? '');
    return read.success ? { shown: { recoveryCode: read.data } } : { errors: { recovery: RECOVERY } };
  }
  const read = UsedPasskey.safeParse(jsonField(passkey));
  return read.success ? { shown: { passkey: read.data, interaction } } : { errors: { passkey: PASSKEY_NOT_TAKEN } };
};
