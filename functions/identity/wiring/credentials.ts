import type { Environment } from '../../../schemas/environment.ts';
import type { credentials } from '../../../schemas/routes/credentials.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { askAddressChange } from '../ask-address-change.ts';
import { changePassword } from '../change-password.ts';
import { readMyPassword } from '../read-my-password.ts';
import { addressStore } from '../store/addresses.ts';
import { passwordStore } from '../store/passwords.ts';
import { wireDoor } from './door.ts';

/** What people change of their own password and address once they are signed in. */
export const credentialUseCases = (
  client: ReturnType<typeof dynamo>,
  environment: Environment<'identity-api'>,
): UseCases<typeof credentials> => {
  const commit = commitTo(client, environment);
  const { keys: linkKeys, tables, ...door } = wireDoor(client, environment);
  const passwords = passwordStore(client, tables, commit);
  const dependencies = { ...door, passwords, addresses: addressStore(client, tables, commit), linkKeys, clock };
  return {
    readMyPassword: readMyPassword(passwords),
    changePassword: changePassword(dependencies),
    askAddressChange: askAddressChange(dependencies),
  };
};
