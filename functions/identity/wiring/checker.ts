import type { Environment } from '../../../schemas/environment.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { credentialChecker } from '../sign-in/check-credentials.ts';
import type { CredentialChecker } from '../sign-in/credential-checker.ts';
import { passwordStore } from '../store/passwords.ts';
import { refusalTeller } from '../store/refusals.ts';
import { wireDoor } from './door.ts';

/** Who compares the address and the password of a sign-in. */
export const wireChecker = (client: ReturnType<typeof dynamo>, environment: Environment<'identity-pages'>): CredentialChecker => {
  const commit = commitTo(client, environment);
  const { keys: deviceKeys, tables, ...door } = wireDoor(client, environment);
  return credentialChecker({
    ...door,
    deviceKeys,
    passwords: passwordStore(client, tables, commit),
    tellRefusal: refusalTeller(commit),
    clock,
    secure: environment.SITE_ADDRESS.startsWith('https:'),
  });
};
