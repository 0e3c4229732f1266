import { Secret, TOTP } from 'otpauth';
import type { Actor } from './acting.ts';

const STEP_MILLISECONDS = 30_000;

/** The six digits that an application shows for a secret in base 32. */
export const codeOf = (secret: string, at: number = Date.now()): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

/**
 * Sets an authenticator application up for somebody; gives its secret. The code of a step ago confirms it, since none is taken twice: the one that
 * is shown now stays good for a sign-in.
 */
export const addAuthenticator = async (actor: Actor): Promise<string> => {
  const { secret } = await actor.beginTotp({});
  const confirm = () => actor.confirmTotp({ body: { code: codeOf(secret, Date.now() - STEP_MILLISECONDS) } });
  await confirm().catch(confirm);
  return secret;
};
