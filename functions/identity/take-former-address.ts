import type { citizenPages } from '../../schemas/routes/citizen-pages.ts';
import { hashAddress } from '../shared/address.ts';
import { deviceInWords } from '../shared/device.ts';
import type { UseCase } from '../shared/router.ts';
import type { AddressDependencies } from './confirm-address.ts';
import { formerAddressTakenPage, undoLinkGonePage } from './pages/addresses.ts';

/**
 * Whoever holds the former mailbox is believed for seven days: they get the account back as it was, whatever was changed after, and whoever changed
 * it is put out.
 */
export const takeFormerAddress =
  ({ links, people, addresses, clock }: Omit<AddressDependencies, 'linkKeys'>): UseCase<typeof citizenPages.takeFormerAddress> =>
  async ({ params: { link: token } }, { trail, visitor }) => {
    const at = clock();
    const link = await links.find('address-undo', token, at);
    if (!link?.accountId || !link.email) return undoLinkGonePage();
    const { email } = link;
    const [account, known] = await Promise.all([people.account(link.accountId), addresses.formers(link.accountId)]);
    if (!account || !known.formers.some(({ address }) => address === hashAddress(email))) return undoLinkGonePage();
    const step = { account, known, token, email, at, device: deviceInWords(visitor.agent) };
    return (await addresses.takeBack(step, trail)) ? formerAddressTakenPage() : undoLinkGonePage();
  };
