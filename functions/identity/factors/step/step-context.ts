import type { Account } from '../../../../schemas/account.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { Trail, Visitor } from '../../../shared/context.ts';
import { openSignIn, SIGN_IN_GONE_ADVICE } from '../../sign-in/open-sign-in.ts';
import type { TakeProof } from '../../sign-in/take-proof.ts';
import type { FindAccount } from '../../store/one-account.ts';
import type { Shown, SignIn, SignInStore } from '../../store/sign-ins.ts';
import type { Throttle } from '../../throttle.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';
import type { Occasion } from '../factor-news.ts';

export interface StepDependencies extends EnrolmentDependencies {
  signIns: Pick<SignInStore, 'find' | 'shown' | 'keepShown'>;
  accountOf: FindAccount;
  takeProof: TakeProof;
  throttle: Throttle;
  clock: Clock;
}

/** Somebody who has shown a first proof in this browser, a moment ago. */
export interface Halfway {
  signIn: SignIn;
  shown: Shown;
  account: Account;
}

interface StepRequest {
  params: { uid: string };
}

type StepProblem = 'sign-in-gone' | 'account-suspended';
export type StepContext = { visitor: Visitor; problem: (kind: StepProblem, detail?: string) => Error };

export const SUSPENDED_ADVICE = 'Un administrateur a suspendu votre compte. Écrivez-lui pour en connaître la raison.';

/**
 * Who is in the middle of this sign-in; undefined for who has yet to show a first proof, and is to be led there. Throws what the person is told when
 * the sign-in is over, or their account was suspended meanwhile.
 */
export const halfway = async (
  { signIns, accountOf }: StepDependencies,
  { params }: StepRequest,
  { visitor, problem }: StepContext,
): Promise<Halfway | undefined> => {
  const signIn = await openSignIn(signIns, params.uid, visitor);
  if (!signIn) throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
  const shown = await signIns.shown(signIn.uid);
  const account = shown && (await accountOf(shown.accountId));
  if (!shown || !account) return undefined;
  if (account.status !== 'active') throw problem('account-suspended', SUSPENDED_ADVICE);
  return { signIn, shown, account };
};

/** What a change or use of factors in the middle of a sign-in is told of: the person is not signed in, and yet it is theirs. */
export const stepOccasion = (
  { clock }: Pick<StepDependencies, 'clock'>,
  { id }: Pick<Account, 'id'>,
  { visitor, trail }: { visitor: Visitor; trail: Trail },
): Occasion => ({ accountId: id, at: clock(), visitor, trail: { ...trail, actor: id } });
