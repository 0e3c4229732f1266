import type { AccountId } from '../../../schemas/account.ts';

/** Somebody at the sign-in page. */
export interface PasswordTry {
  email: string;
  password: string;
  /** The network address that the try comes from, as the front saw it. */
  from: string;
  /** They proved to be a person with this very request. */
  isPerson: boolean;
}

/** What comes of it. Everything but `passed`, `not-activated` and `suspended` is the same whether or not there is an account. */
export type PasswordOutcome =
  | { outcome: 'passed'; accountId: AccountId }
  | { outcome: 'wrong' }
  /** The right password of an account that waits for its activation: a new mail is offered. */
  | { outcome: 'not-activated' }
  /** The right password of an account that an administrator suspended. */
  | { outcome: 'suspended' }
  /** Not looked at: too many tries from there. */
  | { outcome: 'wait'; seconds: number }
  /** Not looked at: so many tries were made at this account that the next ones must come from a person. */
  | { outcome: 'prove-person' };

/** The one way to check a password: it counts the try, and takes the same time for everybody. */
export type TryPassword = (attempt: PasswordTry) => Promise<PasswordOutcome>;
