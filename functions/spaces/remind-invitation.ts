import type { invitations as routes } from '../../schemas/routes/invitations.ts';
import { MOST_INVITATION_MAILS_A_DAY } from '../../schemas/space.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPerson } from '../shared/store/person.ts';
import { noSuchSpace } from './association.ts';
import { nameOfInviter } from './received-invitation.ts';
import { invitedUntil, remindersLeft } from './rules/invitation.ts';
import { shownInvitation } from './rules/shown-invitation.ts';
import type { InvitationChanges } from './store/invitation-changes.ts';
import type { InvitationReader } from './store/invitations.ts';
import type { MemberReader } from './store/members.ts';

interface Dependencies {
  invitations: Pick<InvitationReader, 'find'>;
  members: Pick<MemberReader, 'namesOf'>;
  changes: Pick<InvitationChanges, 'remind'>;
  readPerson: ReadPerson;
  clock: Clock;
}

/** Also of one that has expired. Whoever sends it again is who invites from then on. */
export const remindInvitation =
  ({ invitations, members, changes, readPerson, clock }: Dependencies): UseCase<typeof routes.remindInvitation> =>
  async ({ params: { spaceId, invitationId } }, { caller: { accountId }, trail, problem }) => {
    const [person, invitation] = await Promise.all([readPerson(accountId), invitations.find(spaceId, invitationId)]);
    if (person?.status !== 'active') throw problem('account-suspended');
    if (!invitation) throw problem('invitation-not-found');
    if (remindersLeft(invitation) === 0)
      throw problem('too-many-reminders', 'Retirez-la et invitez la personne de nouveau, ou joignez-la autrement.');
    const at = clock();
    const next = { ...invitation, invitedBy: accountId, until: invitedUntil(at), sendings: invitation.sendings + 1 };
    const done = await changes.remind(next, { accountId, at, trail });
    if (done === 'no-member') throw noSuchSpace();
    if (done === 'closing') throw problem('space-closing', 'Annulez d’abord sa fermeture.');
    if (done === 'gone') throw problem('invitation-not-found');
    if (done === 'too-many-mails')
      throw problem('too-many-invitations', `Un compte envoie ${MOST_INVITATION_MAILS_A_DAY} invitations par jour au plus.`);
    return shownInvitation(next, await nameOfInviter({ members }, spaceId, accountId));
  };
