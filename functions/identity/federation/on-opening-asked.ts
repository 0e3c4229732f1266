import type { LinkId } from '../../../schemas/link.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Delivery } from '../../shared/consumer.ts';
import type { PostLetter } from '../../shared/letters/post.ts';
import type { ReadKeyring } from '../../shared/store/keyring.ts';
import { linkYoursLetter, openingLetter } from '../letters/words.ts';
import { hashOfToken, tokenOf } from '../links/link-token.ts';
import type { OpeningStore } from '../store/federation/openings.ts';
import type { People } from '../store/people.ts';

export interface OpeningLetterDependencies {
  openings: Pick<OpeningStore, 'find'>;
  people: Pick<People, 'byAddress'>;
  post: PostLetter;
  linkKeys: ReadKeyring;
  siteAddress: string;
  clock: Clock;
}

/** Only the mailbox learns whether the address has an account. Nothing goes for an opening that was used or has ended meanwhile. */
export const onOpeningAsked =
  ({ openings, people, post, linkKeys, siteAddress, clock }: OpeningLetterDependencies) =>
  async ({ link }: { link: LinkId }, { eventId }: Delivery): Promise<void> => {
    const token = tokenOf(await linkKeys(), 'opening', link);
    const opening = await openings.find(hashOfToken(token), clock());
    if (!opening) return;
    const { account } = await people.byAddress(hashAddress(opening.email), clock());
    const letter = account ? linkYoursLetter(siteAddress) : openingLetter(`${siteAddress}/api/identity/opening/${token}`);
    await post({ id: eventId, to: opening.email, letter });
  };
