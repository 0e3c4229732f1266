import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../clock.ts';
import type { Keyring } from '../keyring.ts';

/** The keys of one purpose; `wanted` is the id of a key that the caller has met. */
export type ReadKeyring = (wanted?: string) => Promise<Keyring>;

export interface KeyringSecret {
  client: SecretsManagerClient;
  /** Name or ARN. */
  secretId: string;
  /** Makes the keys of a purpose from the secret's text. */
  keyring: (secret: string) => Keyring;
  clock: Clock;
}

const REREAD_MILLISECONDS = 60_000;

/**
 * Read once per start of the function, and again for a key that is newer than the start: what was sealed with a key of this very hour opens, and
 * a forged id costs one call a minute at most.
 */
export const keyringReader = ({ client, secretId, keyring: keyringFrom, clock }: KeyringSecret): ReadKeyring => {
  let kept: { keyring: Promise<Keyring>; readAt: number } | undefined;
  const read = async (): Promise<Keyring> => {
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    return keyringFrom(SecretString);
  };
  const readAgain = (): Promise<Keyring> => {
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
