import type { factors } from '../../../../schemas/routes/factors.ts';
import type { UseCase } from '../../../shared/router.ts';
import { MOST_PASSKEYS } from '../../rules/factors/changes.ts';
import { type EnrolmentDependencies, enrolment } from '../enrolment.ts';
import { changedFactors, occasionOf } from './factor-view.ts';

export const PASSKEY_AGAIN = 'La création a peut-être pris plus de cinq minutes : recommencez.';
export const TOO_MANY = `Vous avez déjà cette clé, ou vous en avez ${MOST_PASSKEYS} : retirez d’abord une clé dont vous ne vous servez plus.`;

export const addPasskey =
  (dependencies: EnrolmentDependencies): UseCase<typeof factors.addPasskey> =>
  async ({ body: { name, passkey } }, context) => {
    const result = await enrolment(dependencies).addPasskey(name, passkey, occasionOf(dependencies, context));
    if ('kept' in result) return changedFactors(result.kept, context.caller, result.recoveryCodes);
    throw result.refused === 'full' ? context.problem('too-many-passkeys', TOO_MANY) : context.problem('passkey-refused', PASSKEY_AGAIN);
  };
