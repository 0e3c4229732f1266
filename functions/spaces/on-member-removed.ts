import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { Delivery } from '../shared/consumer.ts';
import { letterOf } from '../shared/letters/letter.ts';
import type { PostLetter } from '../shared/letters/post.ts';
import { type AccountReader, mayBeWrittenTo } from '../shared/store/accounts.ts';
import type { SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  accounts: Pick<AccountReader, 'contactsOf'>;
  post: PostLetter;
}

/** Tells somebody that they were removed; whoever leaves by themselves knows. */
export const onMemberRemoved =
  ({ store, accounts, post }: Dependencies) =>
  async (
    { spaceId, accountId, how }: { spaceId: SpaceId; accountId: AccountId; how: 'left' | 'removed' | 'closed' },
    { eventId }: Pick<Delivery, 'eventId'>,
  ): Promise<void> => {
    if (how !== 'removed') return;
    const [space, contacts] = await Promise.all([store.find(spaceId), accounts.contactsOf([accountId])]);
    const contact = contacts.get(accountId);
    if (!space || !mayBeWrittenTo(contact)) return;
    const letter = letterOf({
      title: `Vous n’avez plus accès à « ${space.name} »`,
      paragraphs: [
        `Un membre de l’association « ${space.name} » a retiré votre accès à son espace sur Parvis. Ses documents et ses démarches ne vous sont plus accessibles.`,
        'Votre compte et votre espace personnel ne changent pas. Ce que vous avez fait dans l’espace de l’association reste lisible par ses membres, avec votre nom et la raison de ce retrait.',
        'Cette raison se lit aussi dans l’historique de votre compte.',
      ],
      afterwards: [
        'Si vous pensez qu’il s’agit d’une erreur, adressez-vous à l’association : un de ses membres peut vous inviter de nouveau.',
      ],
      why: 'Vous recevez ce courriel parce que vous étiez membre de cette association sur Parvis.',
    });
    await post({ id: eventId, to: contact.email, letter });
  };
