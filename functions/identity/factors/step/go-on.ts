import type { WayOn } from '../../../../schemas/routes/route.ts';
import type { Trail } from '../../../shared/context.ts';
import type { Proof } from '../../rules/factors/proofs.ts';
import { SIGN_IN_GONE_ADVICE } from '../../sign-in/open-sign-in.ts';
import type { Halfway, StepContext, StepDependencies } from './step-context.ts';

const OTHER_ACCOUNT = 'Quelqu’un d’autre est connecté dans ce navigateur : déconnectez-vous d’abord, puis recommencez.';

/** Adds a proof to a sign-in, which then leads to its end or to the next step. */
export const goOn = async (
  { takeProof }: Pick<StepDependencies, 'takeProof'>,
  { signIn, account }: Pick<Halfway, 'signIn' | 'account'>,
  proof: Proof,
  { visitor, trail, problem }: StepContext & { trail: Trail },
): Promise<WayOn> => {
  const taken = await takeProof({ signIn, accountId: account.id, proof, visitor, trail });
  if (taken === 'other-account') throw problem('sign-in-gone', OTHER_ACCOUNT);
  if (taken === 'gone') throw problem('sign-in-gone', SIGN_IN_GONE_ADVICE);
  return taken;
};
