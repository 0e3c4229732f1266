import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { newLink } from './links/new-link.ts';
import { addressConfirmedPage, addressLinkGonePage } from './pages/addresses.ts';
import type { AddressStore } from './store/addresses.ts';
import type { LinkStore } from './store/links.ts';
import type { People } from './store/people.ts';

export interface AddressDependencies {
  links: Pick<LinkStore, 'find'>;
  people: Pick<People, 'account'>;
  addresses: Pick<AddressStore, 'formers' | 'change' | 'takeBack'>;
  linkKeys: ReadKeyring;
  clock: Clock;
}

/** The new address takes the place of the old one, which can undo that for seven days. */
export const confirmAddress =
  ({ links, people, addresses, linkKeys, clock }: AddressDependencies): UseCase<typeof citizenPages.confirmAddress> =>
  async ({ params: { link: token } }, { trail, visitor }) => {
    const at = clock();
    const link = await links.find('address', token, at);
    if (!link?.accountId || !link.email) return addressLinkGonePage();
    const [account, known] = await Promise.all([people.account(link.accountId), addresses.formers(link.accountId)]);
    if (!account || account.status !== 'active' || hashAddress(account.email) === hashAddress(link.email)) return addressLinkGonePage();
    const undo = newLink(await linkKeys(), { purpose: 'address-undo', accountId: account.id, email: account.email, at });
    const step = { account, known, token, email: link.email, at, device: deviceInWords(visitor.agent), undo };
    return (await addresses.change(step, trail)) ? addressConfirmedPage() : addressLinkGonePage();
  };
