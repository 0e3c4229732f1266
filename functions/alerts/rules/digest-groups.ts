import type { SpaceId } from '../../../schemas/account.ts';
import { type Audience, type FicheId, ficheKey } from '../../../schemas/fiche.ts';
import type { Announcement } from '../../../schemas/publication.ts';

/** One revision that a person's digest tells, from which space, and what ends that subscription. */
export interface DigestEntry {
  spaceId: SpaceId;
  announcement: Announcement;
  leaveAddress: string;
}

/** All that changed in one fiche since the digest before. */
export interface FicheNews {
  audience: Audience;
  ficheId: FicheId;
  /** As it is called since the last of the revisions. */
  title: string;
  leaveAddress: string;
  /** The oldest first. */
  revisions: Announcement[];
}

export interface SpaceNews {
  spaceId: SpaceId;
  fiches: FicheNews[];
}

let collator: Intl.Collator | undefined;
/** Made with the first digest: each start would pay for it. */
const inFrench = (one: string, other: string): number => {
  collator ??= new Intl.Collator('fr');
  return collator.compare(one, other);
};

const byRevision = (one: Announcement, other: Announcement): number => one.revision - other.revision;

const newsOf = (entries: [DigestEntry, ...DigestEntry[]]): FicheNews => {
  const [first] = entries;
  const revisions = entries.map(({ announcement }) => announcement).toSorted(byRevision);
  const { audience, ficheId, title } = revisions.at(-1) ?? first.announcement;
  return { audience, ficheId, title, leaveAddress: first.leaveAddress, revisions };
};

/** A person's news by space, then by fiche in the order of the alphabet: a fiche that changed twice is told once, with both changes in their order. */
export const groupDigest = (entries: DigestEntry[]): SpaceNews[] => {
  const spaces = new Map<SpaceId, Map<string, [DigestEntry, ...DigestEntry[]]>>();
  for (const entry of entries) {
    const fiches = spaces.get(entry.spaceId) ?? new Map<string, [DigestEntry, ...DigestEntry[]]>();
    spaces.set(entry.spaceId, fiches);
    const key = ficheKey(entry.announcement);
    const known = fiches.get(key);
    if (known) known.push(entry);
    else fiches.set(key, [entry]);
  }
  return [...spaces].map(([spaceId, fiches]) => ({
    spaceId,
    fiches: [...fiches.values()]
      .map(newsOf)
      .toSorted((one, other) => inFrench(one.title, other.title) || inFrench(ficheKey(one), ficheKey(other))),
  }));
};
