import type { AccountId } from '../../schemas/account.ts';
import type { LinkId } from '../../schemas/link.ts';
import type { AddressHash } from '../../schemas/mail-state.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import type { Delivery } from '../shared/consumer.ts';
import type { Letter } from '../shared/letters/letter.ts';
import type { PostLetter } from '../shared/letters/post.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import {
  activationLetter,
  addressChangedLetter,
  addressTakenLetter,
  confirmAddressLetter,
  elsewhereLetter,
  hasAccountLetter,
  newPasswordLetter,
  passwordChangedLetter,
} from './letters/words.ts';
import { type LinkPurpose, tokenOf } from './links/link-token.ts';
import { type LinkWish, lasts, newLink } from './links/new-link.ts';
import type { LinkStore } from './store/links.ts';
import type { People } from './store/people.ts';

export interface LetterDependencies {
  post: PostLetter;
  people: People;
  links: LinkStore;
  linkKeys: ReadKeyring;
  siteAddress: string;
  clock: Clock;
}

/** Finds out to whom a letter goes, and whether it does: nobody else knows whether an address has an account. */
export const letterReactions = ({ post, people, links, linkKeys, siteAddress, clock }: LetterDependencies) => {
  const addressOf = (purpose: LinkPurpose, token: string): string => `${siteAddress}/api/identity/${purpose}/${token}`;
  const send = (delivery: Delivery, to: string, letter: Letter): Promise<void> => post({ id: delivery.eventId, to, letter });

  /** Makes the same link again when it is called again; nothing when it would have ended: a letter that comes so late helps nobody. */
  const linkFor = async ({ eventId, at }: Delivery, wish: Omit<LinkWish, 'at' | 'unique'>): Promise<string | undefined> => {
    const asked = new Date(at);
    if (asked.getTime() + lasts[wish.purpose] <= clock().getTime()) return undefined;
    const { token, link } = newLink(await linkKeys(), { ...wish, at: asked, unique: eventId });
    await links.keep(token, link);
    return addressOf(wish.purpose, token);
  };

  const sendActivation = async (address: AddressHash, delivery: Delivery): Promise<void> => {
    const { account, pending } = await people.byAddress(address, clock());
    if (account) return send(delivery, account.email, hasAccountLetter(siteAddress));
    const link = pending && (await linkFor(delivery, { purpose: 'activation', address }));
    if (link) await send(delivery, pending.email, activationLetter(link));
  };

  const sendNewPassword = async (address: AddressHash, delivery: Delivery): Promise<void> => {
    const { account, password, pending } = await people.byAddress(address, clock());
    const to = account?.email ?? pending?.email;
    const link = to && (await linkFor(delivery, { purpose: 'password', ...(account ? { accountId: account.id } : { address }) }));
    if (link) await send(delivery, to, account && !password ? elsewhereLetter(link) : newPasswordLetter(link));
  };

  /** The link that an event names, and what is behind it as long as it was not used. */
  const behind = async (purpose: LinkPurpose, id: LinkId) => {
    const token = tokenOf(await linkKeys(), purpose, id);
    const email = (await links.find(purpose, token, clock()))?.email;
    return email === undefined ? undefined : { email, address: addressOf(purpose, token) };
  };

  return {
    'identity.sign-up-asked': ({ address }: { address: AddressHash }, delivery: Delivery) => sendActivation(address, delivery),
    'identity.activation-asked': ({ address }: { address: AddressHash }, delivery: Delivery) => sendActivation(address, delivery),
    'identity.password-forgotten': ({ address }: { address: AddressHash }, delivery: Delivery) => sendNewPassword(address, delivery),
    'identity.address-change-asked': async ({ link }: { link: LinkId }, delivery: Delivery) => {
      const found = await behind('address', link);
      if (!found) return;
      const { account } = await people.byAddress(hashAddress(found.email), clock());
      await send(delivery, found.email, account ? addressTakenLetter(siteAddress) : confirmAddressLetter(found.address));
    },
    'account.password-changed': async ({ accountId }: { accountId: AccountId }, delivery: Delivery) => {
      const account = await people.account(accountId);
      if (account) await send(delivery, account.email, passwordChangedLetter(siteAddress));
    },
    'account.address-changed': async ({ undo }: { undo: LinkId }, delivery: Delivery) => {
      const found = await behind('address-undo', undo);
      if (found) await send(delivery, found.email, addressChangedLetter(found.address));
    },
    'account.address-change-undone': async ({ accountId }: { accountId: AccountId }, delivery: Delivery) => {
      const account = await people.account(accountId);
      if (account) await sendNewPassword(hashAddress(account.email), delivery);
    },
  };
};
