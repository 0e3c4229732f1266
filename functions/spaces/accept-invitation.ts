import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import { MOST_ASSOCIATIONS, MOST_MEMBERS } from '../../schemas/space.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPerson } from '../shared/store/person.ts';
import { noSuchSpace } from './association.ts';
import { followLink, type ReceivedDependencies } from './received-invitation.ts';
import { shownAssociation } from './rules/shown-space.ts';
import type { Joining } from './store/joining.ts';

interface Dependencies extends ReceivedDependencies {
  joining: Joining;
  readPerson: ReadPerson;
  clock: Clock;
}

const anotherAddress = (email: string): string =>
  `Elle a été envoyée à ${email}. Connectez-vous avec le compte de cette adresse, ou demandez à l’association d’inviter l’adresse de votre compte. Deux comptes ne peuvent pas être réunis : pour n’en garder qu’un, rejoignez l’association avec celui que vous gardez, puis supprimez l’autre.`;

/** Only the account of the address that was invited may accept: a mail that was passed on lets nobody in. */
export const acceptInvitation =
  ({ joining, readPerson, clock, ...dependencies }: Dependencies): UseCase<typeof routes.acceptInvitation> =>
  async ({ params: { invitationLink: link }, body: { name } }, { caller: { accountId }, trail, problem }) => {
    const at = clock();
    const [person, found] = await Promise.all([readPerson(accountId), followLink(dependencies, link, at)]);
    if (person?.status !== 'active') throw problem('account-suspended');
    if (found === 'gone') throw problem('invitation-not-found', 'Elle a été acceptée, déclinée ou retirée.');
    if (found === 'expired') throw problem('invitation-expired', 'Demandez à l’association de vous inviter de nouveau.');
    const { invitation, space } = found;
    if (hashAddress(person.email) !== hashAddress(invitation.email))
      throw problem('invitation-for-another-address', anotherAddress(invitation.email));
    const done = await joining.accept(invitation, space, { accountId, name, at, trail });
    if (done === 'gone' || done === 'no-member') throw problem('invitation-not-found');
    if (done === 'member-already') throw problem('member-already');
    if (done === 'too-many-spaces') throw problem('too-many-spaces', `Un compte participe à ${MOST_ASSOCIATIONS} associations au plus.`);
    const now = await dependencies.store.find(space.id);
    if (!now) throw noSuchSpace();
    if (done === 'done') return shownAssociation(now);
    throw now.closing
      ? problem('space-closing', 'Plus personne ne peut la rejoindre.')
      : problem('too-many-members', `Une association a ${MOST_MEMBERS} membres au plus.`);
  };
