import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Clock } from '../../shared/clock.ts';
import { keyringReader, type ReadKeyring } from '../../shared/store/keyring.ts';
import { leaveKeyring } from '../leave-token.ts';

/** The keys of leave links; `wanted` is the id of a key that the caller has met. */
export type LeaveKeys = ReadKeyring;

export const leaveKeys = (client: SecretsManagerClient, secretId: string, clock: Clock): LeaveKeys =>
  keyringReader({ client, secretId, keyring: leaveKeyring, clock });
