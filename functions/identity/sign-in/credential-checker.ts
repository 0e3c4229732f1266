import type { AccountId } from '../../../schemas/account.ts';
import type { Trail, Visitor } from '../../shared/context.ts';

/** What somebody typed to sign in. */
export interface Attempt {
  email: string;
  password: string;
  visitor: Visitor;
  trail: Trail;
}

/** `refused` says as much of an address without account as of a wrong password; `pending` and `suspended` are only told to who knows the password. */
export type Checked =
  | { outcome: 'accepted'; accountId: AccountId }
  | { outcome: 'refused' }
  | { outcome: 'pending' }
  | { outcome: 'suspended' }
  /** Too many attempts lately: nothing was compared. */
  | { outcome: 'wait'; seconds: number };

/** Compares an address and a password with what is kept, in the same time whether or not there is such an account, and slows down who guesses. */
export interface CredentialChecker {
  check(attempt: Attempt): Promise<Checked>;
}
