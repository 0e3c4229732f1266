import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { Delivery } from '../shared/consumer.ts';
import { letterOf } from '../shared/letters/letter.ts';
import type { PostLetter } from '../shared/letters/post.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import { closedWords } from './rules/closing-letters.ts';
import type { SpaceReader } from './store/space-reader.ts';

interface Dependencies {
  store: Pick<SpaceReader, 'findClosed'>;
  accounts: Pick<AccountReader, 'contactsOf'>;
  post: PostLetter;
}

/** Tells the last member that their space is closed for good. Whoever it was closed with, by leaving Parvis, is told of that instead. */
export const onLastMemberGone =
  ({ store, accounts, post }: Dependencies) =>
  async ({ spaceId, accountId }: { spaceId: SpaceId; accountId: AccountId }, { eventId }: Pick<Delivery, 'eventId'>): Promise<void> => {
    const [space, contacts] = await Promise.all([store.findClosed(accountId, spaceId), accounts.contactsOf([accountId])]);
    const contact = contacts.get(accountId);
    if (!space || !mayBeWrittenTo(contact)) return;
    await post({ id: eventId, to: contact.email, letter: letterOf(closedWords(space)) });
  };
