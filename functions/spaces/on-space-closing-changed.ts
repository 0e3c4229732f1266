import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { Delivery } from '../shared/consumer.ts';
import { letterOf } from '../shared/letters/letter.ts';
import type { PostLetter } from '../shared/letters/post.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import { closingWords, reopenedWords } from './rules/closing-letters.ts';
import type { SpaceReader } from './store/space-reader.ts';

interface Dependencies {
  store: Pick<SpaceReader, 'find'>;
  accounts: Pick<AccountReader, 'contactsOf'>;
  post: PostLetter;
  siteAddress: string;
}

interface Changed {
  spaceId: SpaceId;
  accountId: AccountId;
  closesAt: string | null;
}

/** Tells the last member that their space will be erased, and that it will not: also when it was not by their own hand. Nothing is told that holds no more. */
export const onSpaceClosingChanged =
  ({ store, accounts, post, siteAddress }: Dependencies) =>
  async ({ spaceId, accountId, closesAt }: Changed, { eventId }: Pick<Delivery, 'eventId'>): Promise<void> => {
    const [space, contacts] = await Promise.all([store.find(spaceId), accounts.contactsOf([accountId])]);
    const contact = contacts.get(accountId);
    if (!space || !mayBeWrittenTo(contact) || (space.closing?.at ?? null) !== closesAt) return;
    const words = closesAt === null ? reopenedWords(space) : closingWords(space, closesAt, siteAddress);
    await post({ id: eventId, to: contact.email, letter: letterOf(words) });
  };
