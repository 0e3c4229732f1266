import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { systemClock } from '../../shared/clock.ts';
import { keyringReader, type ReadKeyring } from '../../shared/store/keyring.ts';
import { SECRET_BYTES } from '../rules/signature.ts';
import { webhookKeyring } from '../sealed-secret.ts';

/** The keys that secrets of partners are sealed with. */
export const sealingKeys = (secretId: string): ReadKeyring =>
  keyringReader({ client: new SecretsManagerClient({}), secretId, keyring: webhookKeyring, clock: systemClock });

/** What a new secret is made of. */
export const newKey = (): Uint8Array => randomBytes(SECRET_BYTES);
