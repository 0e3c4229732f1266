import type { Link, LinkStore } from '../../functions/identity/store/federation/links.ts';
import type { AccountId } from '../../schemas/account.ts';

/** Links as the table keeps them; a password is what `withPassword` says. */
export const identityLinksInMemory = (withPassword: (accountId: AccountId) => boolean = () => true): LinkStore => {
  const links = new Map<string, Link>();
  const nameOf = ({ accountId, provider }: Pick<Link, 'accountId' | 'provider'>): string => `${accountId} ${provider}`;
  const of = (provider: string, subject: string) => [...links.values()].find((one) => one.provider === provider && one.subject === subject);
  return {
    accountOf: async (provider, subject) => of(provider, subject)?.accountId,
    find: async (accountId, provider) => links.get(nameOf({ accountId, provider })),
    list: async (accountId) => [...links.values()].filter((one) => one.accountId === accountId),
    async link(asked, at) {
      if (of(asked.provider, asked.subject)) return 'taken';
      if (links.has(nameOf(asked))) return 'linked-already';
      links.set(nameOf(asked), { ...asked, linkedAt: at.toISOString(), version: 1 });
      return 'linked';
    },
    async retell(link, identity) {
      if (links.get(nameOf(link))?.version !== link.version) return false;
      links.set(nameOf(link), { ...link, identity, version: link.version + 1 });
      return true;
    },
    async unlink(link) {
      if (links.get(nameOf(link))?.version !== link.version || !withPassword(link.accountId)) return false;
      return links.delete(nameOf(link));
    },
  };
};
