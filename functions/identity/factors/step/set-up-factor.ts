import { NewPasskey, TotpCode } from '../../../../schemas/factor.ts';
import type { factorPages } from '../../../../schemas/routes/factor-pages.ts';
import type { UseCase } from '../../../shared/router.ts';
import { hasFactor } from '../../rules/factors/kept-factors.ts';
import type { Proof } from '../../rules/factors/proofs.ts';
import { signInPath } from '../../sign-in/open-sign-in.ts';
import { PASSKEY_AGAIN } from '../account/add-passkey.ts';
import { WRONG_FIRST_CODE } from '../account/confirm-totp.ts';
import { type Enrolled, enrolment } from '../enrolment.ts';
import type { Occasion } from '../factor-news.ts';
import { steps } from '../judge-proofs.ts';
import { recoveryCodesPage } from '../pages/recovery-codes.ts';
import { goOn } from './go-on.ts';
import { jsonField } from './json-field.ts';
import { setUpPage } from './show-factor-set-up.ts';
import { type Halfway, halfway, type StepDependencies, stepOccasion } from './step-context.ts';

interface SetUp {
  way: 'totp' | 'passkey';
  code?: string | undefined;
  name?: string | undefined;
  passkey?: string | undefined;
}

/** What comes of it: the factor that they have from now on, or what to mend. */
const added = async (
  dependencies: StepDependencies,
  { way, code, name, passkey }: SetUp,
  occasion: Occasion,
): Promise<Enrolled | { wrong: string }> => {
  if (way === 'totp') {
    const read = TotpCode.safeParse(code ?? '');
    const result = read.success ? await enrolment(dependencies).confirmTotp(read.data, occasion) : { refused: 'wrong' };
    return 'refused' in result ? { wrong: WRONG_FIRST_CODE } : result;
  }
  const read = NewPasskey.safeParse(jsonField(passkey));
  const result = read.success
    ? await enrolment(dependencies).addPasskey(name ?? 'Cet appareil', read.data, occasion)
    : { refused: 'refused' };
  return 'refused' in result ? { wrong: PASSKEY_AGAIN } : result;
};

const proofs: Record<SetUp['way'], Proof> = { totp: 'totp', passkey: 'passkey' };

/**
 * Adds the first factor of somebody who must have one, and shows the recovery codes that come with it; whoever has one already shows that
 * instead, or a stolen password would be enough to add another.
 */
export const setUpFactor =
  (dependencies: StepDependencies): UseCase<typeof factorPages.setUpFactor> =>
  async (request, context) => {
    const person = await halfway(dependencies, request, context);
    if (!person) return { to: signInPath(request.params.uid) };
    if (hasFactor(await dependencies.factors.find(person.account.id))) return { to: signInPath(request.params.uid, steps.ask) };
    const { form } = request;
    const occasion = stepOccasion(dependencies, person.account, context);
    const { beginTotp, waitingSetup } = enrolment(dependencies);
    const way = form.valid ? form.values.way : 'totp';
    if (form.valid && way === 'begin-totp')
      return setUpPage(dependencies, person, { totp: await beginTotp(person.account.email, occasion) });
    const result =
      form.valid && way !== 'begin-totp' ? await added(dependencies, { ...form.values, way }, occasion) : { wrong: WRONG_FIRST_CODE };
    if ('wrong' in result) {
      const state = { typed: form.typed, errors: { [way === 'passkey' ? 'name' : 'code']: result.wrong } };
      return setUpPage(dependencies, person, { totp: await waitingSetup(person.account.email, occasion), state });
    }
    return shownOnce(dependencies, person, { proof: proofs[way === 'passkey' ? 'passkey' : 'totp'], codes: result.recoveryCodes }, context);
  };

const shownOnce = async (
  dependencies: StepDependencies,
  person: Halfway,
  { proof, codes }: { proof: Proof; codes: string[] | null },
  context: Parameters<typeof goOn>[3],
) => {
  if (!codes) return goOn(dependencies, person, proof, context);
  const { signIn, shown, account } = person;
  await dependencies.signIns.keepShown(signIn.uid, { accountId: account.id, proofs: [...shown.proofs, proof] });
  return { page: recoveryCodesPage(signIn.uid, codes), formsLeadTo: [signIn.clientAddress] };
};
