import type { Environment } from '../../../schemas/environment.ts';
import type { factors } from '../../../schemas/routes/factors.ts';
import type { dynamo } from '../../shared/aws.ts';
import type { UseCases } from '../../shared/router.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { addPasskey } from '../factors/account/add-passkey.ts';
import { beginTotp } from '../factors/account/begin-totp.ts';
import { confirmTotp } from '../factors/account/confirm-totp.ts';
import { makeRecoveryCodes } from '../factors/account/make-recovery-codes.ts';
import { readMyFactors } from '../factors/account/read-my-factors.ts';
import { readPasskeyOptions } from '../factors/account/read-passkey-options.ts';
import { removePasskey } from '../factors/account/remove-passkey.ts';
import { removeTotp } from '../factors/account/remove-totp.ts';
import { renamePasskey } from '../factors/account/rename-passkey.ts';
import { wireFactors } from './factors.ts';

/** What people do with their own factors once they are signed in. */
export const factorUseCases = (client: ReturnType<typeof dynamo>, environment: Environment<'identity-api'>): UseCases<typeof factors> => {
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
