import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Environment } from '../../../schemas/environment.ts';
import type { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { lazily } from '../../shared/lazily.ts';
import { keyringReader, type ReadKeyring } from '../../shared/store/keyring.ts';
import { doorKeyring } from '../door-keys.ts';
import { people } from '../store/people.ts';

export const doorKeys = (secretId: string): ReadKeyring =>
  keyringReader({ client: lazily(() => new SecretsManagerClient({})), secretId, keyring: doorKeyring, clock });

export const wirePeople = (
  client: ReturnType<typeof dynamo>,
  environment: Pick<Environment<'identity-refusals'>, 'ACCOUNTS_TABLE' | 'CREDENTIALS_TABLE' | 'PENDINGS_TABLE'>,
) =>
  people(client, {
    accounts: environment.ACCOUNTS_TABLE,
    credentials: environment.CREDENTIALS_TABLE,
    pendings: environment.PENDINGS_TABLE,
  });
