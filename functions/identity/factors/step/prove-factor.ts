import type { AccountId } from '../../../../schemas/account.ts';
import type { factorPages } from '../../../../schemas/routes/factor-pages.ts';
import type { Visitor } from '../../../shared/context.ts';
import type { UseCase } from '../../../shared/router.ts';
import { networksOf } from '../../networks.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { checkFactor } from '../check-factor.ts';
import { steps } from '../judge-proofs.ts';
import type { Refusal } from '../pages/second-factor.ts';
import { goOn } from './go-on.ts';
import { noteWrongCode } from './note-wrong-code.ts';
import { askedForFactor } from './show-second-factor.ts';
import { PASSKEY_NOT_TAKEN, shownIn } from './shown-in-form.ts';
import { halfway, type StepDependencies, stepOccasion } from './step-context.ts';

const fieldOf = { totp: 'code', 'recovery-code': 'recovery', passkey: 'passkey' } as const;
const WRONG: Record<Refusal['way'], string> = {
  totp: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez que l’application en affiche un autre.',
  'recovery-code': 'Ce code de secours n’est pas l’un des vôtres, ou il a déjà servi.',
  passkey: PASSKEY_NOT_TAKEN,
};

const waiting = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  const time = seconds < 60 ? `${seconds} seconde${seconds > 1 ? 's' : ''}` : `${minutes} minute${minutes > 1 ? 's' : ''}`;
  return `Trop de codes faux ont été saisis. Attendez ${time}, puis recommencez.`;
};

/** Nobody who has not shown the password gets here: only that person, or who stole it, makes anybody wait. */
const countedOf = (accountId: AccountId, visitor: Visitor) => ({
  'factor-here': `${accountId} ${networksOf(visitor.address).network}`,
  factor: accountId,
});

/** Takes a code, or the answer of a passkey, once; a wrong one is told to the owner, and makes the next one wait longer. */
export const proveFactor =
  (dependencies: StepDependencies): UseCase<typeof factorPages.proveFactor> =>
  async (request, context) => {
    const { visitor } = context;
    const person = await halfway(dependencies, request, context);
    if (!person) return { to: signInPath(request.params.uid) };
    const { form } = request;
    const way = form.valid ? form.values.way : 'totp';
    const again = async (error: string) => {
      const refusal = { way, state: { typed: {}, errors: { [fieldOf[way]]: error } } };
      return (await askedForFactor(dependencies, person, refusal)) ?? { to: signInPath(person.signIn.uid, steps.setUp) };
    };
    const reading = form.valid ? shownIn(form.values, person.signIn.uid) : { errors: { code: 'Recommencez.' } };
    if ('errors' in reading) return again(Object.values(reading.errors)[0] ?? WRONG[way]);
    const admission = await dependencies.throttle.enter(countedOf(person.account.id, visitor), true);
    if (!admission.admitted) return again(waiting('waitSeconds' in admission ? admission.waitSeconds : 1));
    const occasion = stepOccasion(dependencies, person.account, context);
    const proof = await checkFactor(dependencies)(reading.shown, occasion);
    if (!proof) {
      await admission.keep();
      await noteWrongCode(dependencies, way, occasion);
      return again(WRONG[way]);
    }
    await admission.forget();
    return goOn(dependencies, person, proof, context);
  };
