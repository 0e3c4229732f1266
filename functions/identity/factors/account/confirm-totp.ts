import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { type EnrolmentDependencies, enrolment } from '../enrolment.ts';
import { changedFactors, occasionOf } from './factor-view.ts';

export const WRONG_FIRST_CODE =
  'Vérifiez que l’heure de votre appareil est juste, attendez que l’application affiche un nouveau code, puis saisissez-le.';
const BEGIN_AGAIN = 'Le délai de quinze minutes est passé, ou la demande a été remplacée : recommencez.';

export const confirmTotp =
  (dependencies: EnrolmentDependencies): UseCase<typeof factors.confirmTotp> =>
  async ({ body: { code } }, context) => {
    const result = await enrolment(dependencies).confirmTotp(code, occasionOf(dependencies, context));
    if ('kept' in result) return changedFactors(result.kept, context.caller, result.recoveryCodes);
    throw result.refused === 'wrong'
      ? context.problem('factor-code-wrong', WRONG_FIRST_CODE)
      : context.problem('totp-setup-gone', BEGIN_AGAIN);
  };
