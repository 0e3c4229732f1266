import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Environment } from '../../../schemas/environment.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { lazily } from '../../shared/lazily.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import type { EnrolmentDependencies } from '../factors/enrolment.ts';
import { factorKeyring } from '../factors/factor-keys.ts';
import { factorStore } from '../store/factors.ts';

type FactorEnvironment = Pick<
  Environment<'identity-api'>,
  'FACTORS_TABLE' | 'HISTORY_TABLE' | 'OUTBOX_TABLE' | 'AUDIT_TABLE' | 'IDENTITY_KEYS_SECRET' | 'SITE_ADDRESS'
>;

/** What every function needs that sets factors up or asks for one. */
export const wireFactors = (client: ReturnType<typeof dynamo>, environment: FactorEnvironment): EnrolmentDependencies => ({
  factors: factorStore(client, { factors: environment.FACTORS_TABLE, history: environment.HISTORY_TABLE }, commitTo(client, environment)),
  readKeyring: keyringReader({
    client: lazily(() => new SecretsManagerClient({})),
    secretId: environment.IDENTITY_KEYS_SECRET,
    keyring: factorKeyring,
    clock: systemClock,
  }),
  clock: systemClock,
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  siteAddress: environment.SITE_ADDRESS,
});
