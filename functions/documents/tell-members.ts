import type { SpaceId } from '../../schemas/account.ts';
import type { DocumentId } from '../../schemas/document.ts';
import type { Letter } from '../shared/letters/letter.ts';
import type { PostLetter } from '../shared/letters/post.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import type { DocumentState } from './rules/document-state.ts';
import type { DocumentReader } from './store/document-store.ts';
import type { MembersOf } from './store/members.ts';

export interface TellMembersDependencies {
  documents: Pick<DocumentReader, 'find'>;
  membersOf: MembersOf;
  accounts: Pick<AccountReader, 'contactsOf'>;
  post: PostLetter;
}

export interface Telling {
  spaceId: SpaceId;
  documentId: DocumentId;
  eventId: string;
  /** Undefined when there is nothing to say of the document any more. */
  letter: (document: DocumentState) => Letter | undefined;
}

/** Writes to each member of a space about a document, once each however often the event comes; of one that was deleted meanwhile to nobody. */
export const tellMembers =
  ({ documents, membersOf, accounts, post }: TellMembersDependencies) =>
  async ({ spaceId, documentId, eventId, letter }: Telling): Promise<void> => {
    const document = await documents.find(spaceId, documentId);
    const words = document && letter(document);
    if (!words) return;
    for await (const members of membersOf(spaceId)) {
      const contacts = await accounts.contactsOf(members);
      for (const accountId of members) {
        const contact = contacts.get(accountId);
        if (mayBeWrittenTo(contact)) await post({ id: `${eventId}#${accountId}`, to: contact.email, letter: words });
      }
    }
  };
