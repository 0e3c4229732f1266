import { hashOfToken } from '../../functions/identity/links/link-token.ts';
import type { LinkStore } from '../../functions/identity/store/federation/links.ts';
import type { Opening, OpeningStore } from '../../functions/identity/store/federation/openings.ts';

/** Openings as the table keeps them; `taken` says whether an address has an account. */
export const openingsInMemory = (links: LinkStore, taken: (email: string) => boolean = () => false): OpeningStore => {
  const openings = new Map<string, Opening>();
  const asked = new Map<string, number>();
  return {
    async ask(opening, { token }) {
      const count = asked.get(opening.subject) ?? 0;
      if (count >= 5) return false;
      asked.set(opening.subject, count + 1);
      openings.set(hashOfToken(token), opening);
      return true;
    },
    async find(tokenHash, at) {
      const opening = openings.get(tokenHash);
      return opening && opening.endsAt > at.toISOString() ? opening : undefined;
    },
    async open({ tokenHash, opening, link, at }, trail) {
      if (!openings.has(tokenHash)) return 'gone';
      if (taken(opening.email)) return 'address-taken';
      if ((await links.link(link, at, trail)) !== 'linked') return 'taken';
      openings.delete(tokenHash);
      return 'opened';
    },
  };
};
