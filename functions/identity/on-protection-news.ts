import type { Account, AccountId } from '../../schemas/account.ts';
import type { FactorNews } from '../../schemas/factor.ts';
import type { IdentityNews, StateProvider } from '../../schemas/federation.ts';
import type { LinkId } from '../../schemas/link.ts';
import type { Clock } from '../shared/clock.ts';
import type { Delivery } from '../shared/consumer.ts';
import type { Letter } from '../shared/letters/letter.ts';
import type { PostLetter } from '../shared/letters/post.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { factorLetter } from './factors/factor-letters.ts';
import { linkLetter } from './federation/link-letters.ts';
import { tokenOf } from './links/link-token.ts';
import { invitationLetter, placeLetter, reinstatedLetter, suspendedLetter } from './staff/staff-letters.ts';
import type { LinkStore } from './store/links.ts';
import type { People } from './store/people.ts';

export interface ProtectionLetterDependencies {
  post: PostLetter;
  people: Pick<People, 'account'>;
  links: Pick<LinkStore, 'find'>;
  linkKeys: ReadKeyring;
  siteAddress: string;
  clock: Clock;
}

interface OfAccount {
  accountId: AccountId;
}

/** Tells people by mail what changed in how they come in and in what they may do here: a thief at their session does not read it. */
export const protectionLetters = ({ post, people, links, linkKeys, siteAddress, clock }: ProtectionLetterDependencies) => {
  const tell =
    (letter: (account: Account) => Letter) =>
    async ({ accountId }: OfAccount, { eventId }: Delivery): Promise<void> => {
      const account = await people.account(accountId);
      if (account) await post({ id: eventId, to: account.email, letter: letter(account) });
    };
  return {
    'factors.changed': ({ news, ...of }: OfAccount & { news: FactorNews[] }, delivery: Delivery) =>
      tell(() => factorLetter(news, siteAddress))(of, delivery),
    'account.identity-link-changed': (
      { provider, news, ...of }: OfAccount & { provider: StateProvider; news: IdentityNews },
      delivery: Delivery,
    ) => tell(() => linkLetter(provider, news, siteAddress))(of, delivery),
    'staff.invited': async ({ link }: { link: LinkId }, { eventId }: Delivery) => {
      const token = tokenOf(await linkKeys(), 'invitation', link);
      const email = (await links.find('invitation', token, clock()))?.email;
      const address = `${siteAddress}/api/identity/invitation/${token}`;
      if (email !== undefined) await post({ id: eventId, to: email, letter: invitationLetter(address) });
    },
    'staff.place-changed': tell((account) => placeLetter(account, siteAddress)),
    'account.suspended': tell(suspendedLetter),
    'account.reinstated': tell(() => reinstatedLetter(siteAddress)),
  };
};
