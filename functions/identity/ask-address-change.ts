import type { credentials } from '../../schemas/routes/credentials.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { sayWait } from './asking/admit-ask.ts';
import { mailboxOf } from './asking/mailbox.ts';
import { checkOwnPassword, type OwnPasswordDependencies } from './check-own-password.ts';
import { newLink } from './links/new-link.ts';
import { networksOf } from './networks.ts';
import type { AddressStore } from './store/addresses.ts';
import type { PasswordStore } from './store/passwords.ts';
import type { People } from './store/people.ts';

export interface AskAddressChangeDependencies extends OwnPasswordDependencies {
  people: Pick<People, 'account'>;
  passwords: Pick<PasswordStore, 'read'>;
  addresses: Pick<AddressStore, 'formers' | 'ask'>;
  linkKeys: ReadKeyring;
  clock: Clock;
}

/** Each can be undone for seven days, and all that may be are kept. */
const MOST_FORMERS = 5;

/** Changes nothing yet: the new address must answer first. The answer is the same when it has another account, which only its own mailbox is told. */
export const askAddressChange = (dependencies: AskAddressChangeDependencies): UseCase<typeof credentials.askAddressChange> => {
  const { people, passwords, addresses, linkKeys, throttle, clock } = dependencies;
  const check = checkOwnPassword(dependencies);
  return async ({ body: { email, password: typed } }, { caller: { accountId }, trail, problem, visitor }) => {
    const at = clock();
    const [account, kept, { formers }] = await Promise.all([
      people.account(accountId),
      passwords.read(accountId),
      addresses.formers(accountId),
    ]);
    if (!account) throw problem('account-not-found');
    if (kept) {
      if (typed === undefined) throw problem('password-wrong', 'Saisissez votre mot de passe pour changer d’adresse.');
      await check({ accountId, typed, kept, visitor }, problem);
    }
    if (hashAddress(email) === hashAddress(account.email)) throw problem('address-unchanged');
    if (formers.filter(({ until }) => until > at.toISOString()).length >= MOST_FORMERS) throw problem('too-many-address-changes');
    const counted = { mailbox: mailboxOf(email), 'network-letters': networksOf(visitor.address).network };
    const admission = await throttle.enter(counted, true);
    if (!admission.admitted)
      throw problem(
        'too-many-attempts',
        `Plusieurs courriels viennent d’être envoyés à cette adresse : réessayez dans ${sayWait('waitSeconds' in admission ? admission.waitSeconds : 1)}.`,
      );
    await admission.keep();
    const { id, token, link } = newLink(await linkKeys(), { purpose: 'address', accountId, email, at });
    await addresses.ask({ account, id, token, link, device: deviceInWords(visitor.agent) }, trail);
  };
};
