import type { Environment } from '../../../schemas/environment.ts';
import type { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { captcha } from '../captcha/captcha.ts';
import { argon2OfRuntime } from '../passwords/argon2.ts';
import { commonPasswords } from '../passwords/common-passwords.ts';
import { passwordHashes } from '../passwords/password-hashes.ts';
import { attemptStore, spentChallenges } from '../store/attempts.ts';
import { throttle } from '../throttle.ts';
import { doorKeys, wirePeople } from './people.ts';

type Client = ReturnType<typeof dynamo>;
export type DoorEnvironment = Pick<
  Environment<'identity-pages'>,
  'ACCOUNTS_TABLE' | 'CREDENTIALS_TABLE' | 'PENDINGS_TABLE' | 'LINKS_TABLE' | 'ATTEMPTS_TABLE' | 'HISTORY_TABLE' | 'IDENTITY_KEYS_SECRET'
>;

/** What every function has that asks for a password, or makes and follows one-use links. */
export const wireDoor = (client: Client, environment: DoorEnvironment) => {
  const keys = doorKeys(environment.IDENTITY_KEYS_SECRET);
  return {
    keys,
    people: wirePeople(client, environment),
    hashes: passwordHashes(argon2OfRuntime()),
    isCommon: commonPasswords(),
    throttle: throttle({ store: attemptStore(client, environment.ATTEMPTS_TABLE), keys, clock }),
    captcha: captcha({ keys, spent: spentChallenges(client, environment.ATTEMPTS_TABLE), clock }),
    tables: {
      accounts: environment.ACCOUNTS_TABLE,
      credentials: environment.CREDENTIALS_TABLE,
      pendings: environment.PENDINGS_TABLE,
      links: environment.LINKS_TABLE,
      history: environment.HISTORY_TABLE,
    },
  };
};
