import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../../shared/clock.ts';
import { type LeaveKeyring, leaveKeyring } from '../leave-token.ts';

/** The keys of leave links; `wanted` is the id of a key that the caller has met. */
export type LeaveKeys = (wanted?: string) => Promise<LeaveKeyring>;

const REREAD_MILLISECONDS = 60_000;

/**
 * Read once per start of the function, and again for a key that is newer than the start: a link made with a key of this very hour works, and
 * a forged one costs one call a minute at most.
 */
export const leaveKeys = (client: SecretsManagerClient, secretId: string, clock: Clock): LeaveKeys => {
  let kept: { keyring: Promise<LeaveKeyring>; readAt: number } | undefined;
  const read = async (): Promise<LeaveKeyring> => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    return leaveKeyring(SecretString);
  };
  const readAgain = (): Promise<LeaveKeyring> => {
    const keyring = read();
    kept = { keyring, readAt: clock().getTime() };
    keyring.catch(() => {
      kept = undefined;
    });
    return keyring;
  };
  return async (wanted) => {
    if (!kept) return readAgain();
    const { keyring, readAt } = kept;
    const known = await keyring;
    const stale = wanted !== undefined && !known.keys.has(wanted) && clock().getTime() - readAt >= REREAD_MILLISECONDS;
    return stale ? readAgain() : known;
  };
};
