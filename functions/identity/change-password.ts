import type { credentials } from '../../schemas/routes/credentials.ts';
import type { Clock } from '../shared/clock.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import { passwordError } from './asking/password-errors.ts';
import { checkOwnPassword, type OwnPasswordDependencies } from './check-own-password.ts';
import type { IsCommonPassword } from './passwords/common-passwords.ts';
import type { PasswordHashes } from './passwords/password-hashes.ts';
import type { PasswordStore } from './store/passwords.ts';
import type { People } from './store/people.ts';

export interface ChangePasswordDependencies extends OwnPasswordDependencies {
  people: Pick<People, 'account'>;
  passwords: Pick<PasswordStore, 'read' | 'change'>;
  isCommon: IsCommonPassword;
  hashes: PasswordHashes;
  clock: Clock;
}

/** The session in which it is changed goes on; all others are closed by who hears of the change. */
export const changePassword = (dependencies: ChangePasswordDependencies): UseCase<typeof credentials.changePassword> => {
  const { people, passwords, isCommon, hashes, clock } = dependencies;
  const check = checkOwnPassword(dependencies);
  return async ({ body: { current, next } }, { caller, trail, problem, visitor }) => {
    const { accountId, sessionId } = caller;
    const [before, account] = await Promise.all([passwords.read(accountId), people.account(accountId)]);
    if (!before || !account) throw problem('password-missing', 'Changez-le chez votre fournisseur d’identité.');
    await check({ accountId, typed: current, kept: before, visitor }, problem);
    const wrong = await passwordError(isCommon, next, account.email);
    if (wrong) throw problem('password-common', wrong);
    const [hash, at, device] = [await hashes.hash(next), clock(), deviceInWords(visitor.agent)];
    if (!(await passwords.change({ accountId, before, hash, at, device, keeps: sessionId }, trail)))
      throw problem('password-changed-meanwhile', 'Si ce n’est pas vous, choisissez-en un autre par « Mot de passe oublié ».');
  };
};
