import type { AccountId } from '../../schemas/account.ts';
import type { DomainProblem } from '../../schemas/problem.ts';
import type { Visitor } from '../shared/context.ts';
import type { Problem } from '../shared/problem.ts';
import { sayWait } from './asking/admit-ask.ts';
import { networksOf } from './networks.ts';
import type { PasswordHashes } from './passwords/password-hashes.ts';
import type { KeptPassword } from './store/credentials.ts';
import type { Throttle } from './throttle.ts';

export interface OwnPasswordDependencies {
  hashes: Pick<PasswordHashes, 'matches'>;
  throttle: Throttle;
}

export interface OwnPassword {
  accountId: AccountId;
  typed: string;
  kept: KeptPassword;
  visitor: Visitor;
}

type Raise = (kind: Extract<DomainProblem, 'password-wrong' | 'too-many-attempts'>, detail?: string) => Problem;

/** Asks somebody who is signed in for their password again: a session left open, or stolen, must not be enough to take an account over. */
export const checkOwnPassword =
  ({ hashes, throttle }: OwnPasswordDependencies) =>
  async ({ accountId, typed, kept, visitor }: OwnPassword, problem: Raise): Promise<void> => {
    const { network, neighbourhood } = networksOf(visitor.address);
    const admission = await throttle.enter({ 'account-here': `${accountId} ${network}`, network, neighbourhood }, true);
    if (!admission.admitted)
      throw problem('too-many-attempts', `Réessayez dans ${sayWait('waitSeconds' in admission ? admission.waitSeconds : 1)}.`);
    if (!(await hashes.matches(typed, kept.hash))) {
      await admission.keep();
      throw problem('password-wrong', 'Saisissez le mot de passe avec lequel vous vous connectez aujourd’hui.');
    }
    await admission.forget();
  };
