import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import { InvitationId, MOST_INVITATION_MAILS_A_DAY } from '../../schemas/space.ts';
import { hashAddress } from '../shared/address.ts';
import type { Clock } from '../shared/clock.ts';
import type { Membership } from '../shared/middlewares/access.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPerson } from '../shared/store/person.ts';
import { associationOf, noSuchSpace } from './association.ts';
import { nameOfInviter } from './received-invitation.ts';
import { invitedUntil } from './rules/invitation.ts';
import { shownInvitation } from './rules/shown-invitation.ts';
import type { InvitationChanges } from './store/invitation-changes.ts';
import type { KeptInvitation } from './store/invitation-items.ts';
import type { InvitationReader } from './store/invitations.ts';
import type { MemberReader } from './store/members.ts';
import type { Doing, SpaceStore } from './store/spaces.ts';

interface Dependencies {
  store: Pick<SpaceStore, 'find'>;
  members: Pick<MemberReader, 'namesOf'>;
  membership: Membership;
  invitations: Pick<InvitationReader, 'findInvited'>;
  changes: Pick<InvitationChanges, 'invite' | 'drop'>;
  readPerson: ReadPerson;
  clock: Clock;
  newId: () => string;
}

/** An address that is held by an invitation of somebody who is out is let go, and invited. */
const invite = async (
  { invitations, membership, changes }: Pick<Dependencies, 'invitations' | 'membership' | 'changes'>,
  invitation: KeptInvitation,
  doing: Doing,
) => {
  const done = await changes.invite(invitation, doing);
  if (done !== 'invited-already') return done;
  const held = await invitations.findInvited(invitation.spaceId, hashAddress(invitation.email));
  if (!held || (await membership(held.spaceId, held.invitedBy))) return done;
  await changes.drop(held);
  return changes.invite(invitation, doing);
};

/** Looks for no account but that of who invites: the answer and the mail are the same for an address that has one. */
export const inviteMember =
  (dependencies: Dependencies): UseCase<typeof routes.inviteMember> =>
  async ({ params: { spaceId }, body: { email } }, { caller: { accountId }, trail, problem }) => {
    const { store, members, readPerson, clock, newId } = dependencies;
    const [person] = await Promise.all([readPerson(accountId), associationOf(store, spaceId, problem)]);
    if (person?.status !== 'active') throw problem('account-suspended');
    if (hashAddress(email) === hashAddress(person.email))
      throw problem('member-already', 'C’est l’adresse de votre compte : invitez quelqu’un d’autre.');
    const at = clock();
    const id = InvitationId.parse(newId());
    const invitation = { id, spaceId, email, invitedBy: accountId, invitedAt: at.toISOString(), until: invitedUntil(at), sendings: 1 };
    const done = await invite(dependencies, invitation, { accountId, at, trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'closing') throw problem('space-closing', 'Annulez d’abord sa fermeture.');
    if (done === 'invited-already') throw problem('invitation-pending', 'Vous pouvez renvoyer l’invitation ou la retirer.');
    if (done === 'too-many-mails')
      throw problem('too-many-invitations', `Un compte envoie ${MOST_INVITATION_MAILS_A_DAY} invitations par jour au plus.`);
    return shownInvitation(invitation, await nameOfInviter({ members }, spaceId, accountId));
  };
