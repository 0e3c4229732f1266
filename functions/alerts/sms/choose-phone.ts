import type { DomainProblem } from '../../../schemas/problem.ts';
import type { phone } from '../../../schemas/routes/phone.ts';
import type { Keyring } from '../../shared/keyring.ts';
import { log } from '../../shared/log.ts';
import type { UseCase } from '../../shared/router.ts';
import type { AccountReader } from '../../shared/store/accounts.ts';
import { codeText } from '../rules/sms/alert-text.ts';
import { CODE_MINUTES, CODE_TRIES, sayWait, waitForCode } from '../rules/sms/codes.ts';
import { partsOf } from '../rules/sms/gsm7.ts';
import { normaliseNumber } from '../rules/sms/numbers.ts';
import { priceOf } from '../rules/sms/prices.ts';
import type { PhoneStore } from '../store/sms/phones.ts';
import { hashOfCode, hashOfNumber } from './phone-hashes.ts';
import { type PhoneViewDependencies, viewPhone } from './read-my-phone.ts';
import type { Texter, TextFate } from './texter.ts';

export interface ChoosePhoneDependencies extends PhoneViewDependencies {
  store: Pick<PhoneStore, 'overview' | 'spent' | 'sendings' | 'keepCode'>;
  accounts: Pick<AccountReader, 'standingOf'>;
  keyring: () => Promise<Keyring>;
  text: Texter;
  /** Six digits that nobody can foresee. */
  newCode: () => string;
}

const NOT_A_MOBILE = 'Donnez le numéro d’un téléphone mobile de France ou d’outre-mer, par exemple 06 12 34 56 78 ou +262 692 12 34 56.';
/** What is said when the SMS did not go. */
const refusals = {
  'opted-out': { kind: 'phone-opted-out', detail: 'Demandez à votre opérateur de lever le blocage, ou donnez un autre numéro.' },
  refused: { kind: 'phone-refused', detail: 'Le réseau refuse ce numéro. Vérifiez-le, ou donnez-en un autre.' },
  later: { kind: 'sms-unavailable', detail: 'Réessayez dans quelques minutes. Vos alertes continuent d’arriver comme avant.' },
} as const satisfies Record<Exclude<TextFate, 'accepted'>, { kind: DomainProblem; detail: string }>;

/**
 * Sends a code to a number; until the code comes back, the number that the account had stays. Counted before it is sent, so that no accident
 * lets anybody have more codes than they may: whoever did not get theirs asks again.
 */
export const choosePhone =
  (dependencies: ChoosePhoneDependencies): UseCase<typeof phone.choosePhone> =>
  async ({ body }, { caller: { accountId }, trail, problem }) => {
    const { store, accounts, keyring, text, newCode, limits, clock } = dependencies;
    if ((await accounts.standingOf(accountId))?.status !== 'active')
      throw problem('account-suspended', 'Un compte suspendu ne reçoit plus d’alertes.');
    const number = normaliseNumber(body.number);
    if (!number) throw problem('phone-refused', NOT_A_MOBILE);
    const at = clock();
    const keys = await keyring();
    const numberHash = hashOfNumber(keys, number);
    const [seen, spent] = await Promise.all([store.sendings(accountId, numberHash), store.spent(at)]);
    const wait = Math.max(waitForCode(seen.account, at), waitForCode(seen.number, at));
    if (wait > 0) throw problem('too-many-codes', `Vous pourrez demander un nouveau code dans ${sayWait(wait)}.`);
    if (spent >= limits.budget) {
      log('sms.budget-used', { accountId });
      throw problem('sms-unavailable', 'Parvis a envoyé tous les SMS prévus ce mois-ci. Réessayez le mois prochain.');
    }
    const code = newCode();
    const message = codeText(code);
    const verification = {
      number,
      codeHash: hashOfCode(keys, { accountId, number, code }),
      triesLeft: CODE_TRIES,
      until: new Date(at.getTime() + CODE_MINUTES * 60_000).toISOString(),
    };
    const price = priceOf(number, partsOf(message));
    const kept = await store.keepCode({ accountId, numberHash, verification, seen, price, at }, trail);
    if (!kept) throw problem('too-many-codes', 'Un code vient déjà d’être demandé : attendez qu’il arrive.');
    const fate = await text(number, message);
    if (fate !== 'accepted') throw problem(refusals[fate].kind, refusals[fate].detail);
    return viewPhone(dependencies)(accountId);
  };
