import type { phone } from '../../../schemas/routes/phone.ts';
import type { Keyring } from '../../shared/keyring.ts';
import type { UseCase } from '../../shared/router.ts';
import { CODE_TRIES } from '../rules/sms/codes.ts';
import type { PhoneStore } from '../store/sms/phones.ts';
import { hashOfCode, sameHash } from './phone-hashes.ts';
import { type PhoneViewDependencies, viewPhone } from './read-my-phone.ts';

export interface VerifyPhoneDependencies extends PhoneViewDependencies {
  store: Pick<PhoneStore, 'overview' | 'spent' | 'takeTry' | 'confirm'>;
  keyring: () => Promise<Keyring>;
}

const ASK_AGAIN = 'Demandez un nouveau code : celui-ci a servi, a été remplacé, ou a plus de dix minutes.';
const USED_UP = `Un code s’essaie ${CODE_TRIES} fois au plus. Demandez-en un nouveau.`;

/** A try is taken before the code is looked at: neither five calls at once nor five one after the other get a sixth. */
export const verifyPhone =
  (dependencies: VerifyPhoneDependencies): UseCase<typeof phone.verifyPhone> =>
  async ({ body: { code } }, { caller: { accountId }, trail, problem }) => {
    const { store, keyring, clock } = dependencies;
    const at = clock();
    const { verification } = await store.overview(accountId, at);
    if (!verification || Date.parse(verification.until) <= at.getTime()) throw problem('phone-code-gone', ASK_AGAIN);
    const triesLeft = await store.takeTry(accountId, verification.codeHash);
    if (triesLeft === undefined) throw problem('phone-code-gone', USED_UP);
    const { number, codeHash } = verification;
    if (!sameHash(codeHash, hashOfCode(await keyring(), { accountId, number, code })))
      throw problem('phone-code-wrong', triesLeft === 0 ? USED_UP : `Il reste ${triesLeft} essai${triesLeft > 1 ? 's' : ''}.`);
    if (!(await store.confirm(accountId, verification, at, trail))) throw problem('phone-code-gone', ASK_AGAIN);
    return viewPhone(dependencies)(accountId);
  };
