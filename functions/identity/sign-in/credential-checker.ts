import type { AccountId } from '../../../schemas/account.ts';
import type { Trail, Visitor } from '../../shared/context.ts';
import type { CaptchaAnswer } from '../captcha/captcha.ts';

/** What somebody typed to sign in. */
export interface Attempt {
  email: string;
  password: string;
  /** What the form says to show that a person sent it; empty where the page did not ask. */
  captcha: CaptchaAnswer;
  visitor: Visitor;
  trail: Trail;
}

/** `refused` says as much of an address without account as of a wrong password; `pending` and `suspended` are only told to who knows the password. */
export type Checked =
  /** `cookies` are whole `Set-Cookie` texts: by them this browser will be known as one of that person's. */
  | { outcome: 'accepted'; accountId: AccountId; cookies: readonly string[] }
  | { outcome: 'refused' }
  | { outcome: 'pending' }
  | { outcome: 'suspended' }
  /** Too many attempts lately: nothing was compared. */
  | { outcome: 'wait'; seconds: number }
  /** The next attempt must show that a person makes it: nothing was compared. `wrong` when what it showed was not right. */
  | { outcome: 'captcha'; wrong: boolean };

/** Compares an address and a password with what is kept, in the same time whether or not there is such an account, and slows down who guesses. */
export interface CredentialChecker {
  check(attempt: Attempt): Promise<Checked>;
}
