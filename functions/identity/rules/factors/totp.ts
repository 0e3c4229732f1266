import { Secret, TOTP } from 'otpauth';

/** Bytes of a secret: as many as the digest that the codes are made with (RFC 4226, R6). */
export const SECRET_BYTES = 20;
/** Seconds that a code is shown. */
export const STEP_SECONDS = 30;
/** Steps before and after this one whose codes are taken: clocks differ, and people type slowly. */
const WINDOW = 1;

/** SHA-1, six digits and thirty seconds: some applications read nothing else, and none of it is weak in this use. */
const totpOf = (secret: Uint8Array, label: string): TOTP =>
  new TOTP({
    issuer: 'Parvis',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

/** What an application is told, to follow and to type; `label` is how the account is called in its list. */
export const totpSetup = (secret: Uint8Array, label: string): { address: string; secret: string } => {
  const totp = totpOf(secret, label);
  return { address: totp.toString(), secret: totp.secret.base32 };
};

/** The step whose code this is; undefined for a wrong one, and for one of `lastStep` or before, which has been used or could have been read. */
export const stepOfCode = (secret: Uint8Array, code: string, { at, lastStep }: { at: Date; lastStep: number }): number | undefined => {
  const timestamp = at.getTime();
  const delta = totpOf(secret, '').validate({ token: code, timestamp, window: WINDOW });
  if (delta === null) return undefined;
  const step = Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
  return step > lastStep ? step : undefined;
};
