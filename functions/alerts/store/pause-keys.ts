import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../../shared/clock.ts';
import { keyringReader, type ReadKeyring } from '../../shared/store/keyring.ts';
import { pauseKeyring } from '../pause-token.ts';

export const pauseKeys = (client: SecretsManagerClient, secretId: string, clock: Clock): ReadKeyring =>
  keyringReader({ client, secretId, keyring: pauseKeyring, clock });
