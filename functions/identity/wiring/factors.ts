import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Environment } from '../../../schemas/environment.ts';
import { commitTo, type dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { lazily } from '../../shared/lazily.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { addPasskey } from '../factors/account/add-passkey.ts';
import { beginTotp } from '../factors/account/begin-totp.ts';
import { confirmTotp } from '../factors/account/confirm-totp.ts';
import { makeRecoveryCodes } from '../factors/account/make-recovery-codes.ts';
import { readMyFactors } from '../factors/account/read-my-factors.ts';
import { readPasskeyOptions } from '../factors/account/read-passkey-options.ts';
import { removePasskey } from '../factors/account/remove-passkey.ts';
import { removeTotp } from '../factors/account/remove-totp.ts';
import { renamePasskey } from '../factors/account/rename-passkey.ts';
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

/** What people do with their own factors once they are signed in. */
export const factorUseCases = (client: ReturnType<typeof dynamo>, environment: Environment<'identity-api'>) => {
  const dependencies = { ...wireFactors(client, environment), accounts: accountReader(client, environment.ACCOUNTS_TABLE) };
  return {
    readMyFactors: readMyFactors(dependencies),
    beginTotp: beginTotp(dependencies),
    confirmTotp: confirmTotp(dependencies),
    removeTotp: removeTotp(dependencies),
    readPasskeyOptions: readPasskeyOptions(dependencies),
    addPasskey: addPasskey(dependencies),
    renamePasskey: renamePasskey(dependencies),
    removePasskey: removePasskey(dependencies),
    makeRecoveryCodes: makeRecoveryCodes(dependencies),
  };
};
