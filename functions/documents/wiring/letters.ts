import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { letterOf } from '../../shared/letters/letter.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { letterPost } from '../../shared/store/letter-post.ts';
import { depositWords, expiryWords } from '../rules/letters.ts';
import { documentReader } from '../store/document-reader.ts';
import { membersOf } from '../store/members.ts';
import { tellMembers } from '../tell-members.ts';

export const wireLetters = () => {
  const environment = readEnvironment('documents-letters');
  const client = dynamo();
  const { SITE_ADDRESS: site } = environment;
  const tell = tellMembers({
    documents: documentReader(client, environment.DOCUMENTS_TABLE),
    membersOf: membersOf(client, environment.MEMBERSHIPS_TABLE),
    accounts: accountReader(client, environment.ACCOUNTS_TABLE),
    post: letterPost(client, environment),
  });
  return eventConsumer(consumers['documents-letters'], {
    'document.expiring': ({ spaceId, documentId, expiresOn }, { eventId }) =>
      tell({
        spaceId,
        documentId,
        eventId,
        letter: (document) =>
          document.expiresOn === expiresOn && document.reminders ? letterOf(expiryWords(document, expiresOn, site)) : undefined,
      }),
    'document.deposited': ({ spaceId, documentId }, { eventId }) =>
      tell({
        spaceId,
        documentId,
        eventId,
        letter: (document) => {
          const words = depositWords(document, site);
          return words && letterOf(words);
        },
      }),
  });
};
