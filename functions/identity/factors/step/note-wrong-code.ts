import { afterWrongCode } from '../../rules/factors/changes.ts';
import { changeFactors } from '../change-factors.ts';
import type { EnrolmentDependencies } from '../enrolment.ts';
import { type Occasion, tellOfWrongCode } from '../factor-news.ts';

const sentences = {
  totp: 'Mot de passe juste, mais code de l’application refusé',
  'recovery-code': 'Mot de passe juste, mais code de secours refusé',
  passkey: 'Mot de passe juste, mais clé d’accès refusée',
};

/** The owner reads of it in their history, and has a mail when there are many: somebody else may know their password. */
export const noteWrongCode = async (
  { factors }: Pick<EnrolmentDependencies, 'factors'>,
  way: keyof typeof sentences,
  occasion: Occasion,
): Promise<void> => {
  await changeFactors<never>(factors, occasion.accountId, async (kept) => {
    const { next, many } = afterWrongCode(kept, occasion.at);
    return { next, told: tellOfWrongCode(occasion, sentences[way], many) };
  });
};
