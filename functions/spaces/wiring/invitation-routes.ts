import type { invitations as routes } from '../../../schemas/routes/invitations.ts';
import type { UseCases } from '../../shared/router.ts';
import { acceptInvitation } from '../accept-invitation.ts';
import { declineInvitation } from '../decline-invitation.ts';
import type { InvitationLinks } from '../invitation-link.ts';
import { inviteMember } from '../invite-member.ts';
import { listInvitations } from '../list-invitations.ts';
import { listMyInvitations } from '../list-my-invitations.ts';
import { readInvitation } from '../read-invitation.ts';
import { remindInvitation } from '../remind-invitation.ts';
import { invitationChanges } from '../store/invitation-changes.ts';
import { invitationReader } from '../store/invitations.ts';
import { joining } from '../store/joining.ts';
import { spaceStore } from '../store/spaces.ts';
import { withdrawInvitation } from '../withdraw-invitation.ts';
import type { ChangingRoutesDependencies } from './changing-routes.ts';

/** The use cases of `schemas/routes/invitations.ts`. */
export const invitationUseCases = (given: ChangingRoutesDependencies & { links: InvitationLinks }): UseCases<typeof routes> => {
  const { client, tables, commit } = given;
  const dependencies = { ...given, store: spaceStore(client, tables, commit) };
  const invitations = invitationReader(client, tables.spaces);
  const shared = { ...dependencies, invitations, changes: invitationChanges(tables, commit) };
  return {
    inviteMember: inviteMember(shared),
    listInvitations: listInvitations(shared),
    withdrawInvitation: withdrawInvitation(shared),
    remindInvitation: remindInvitation(shared),
    listMyInvitations: listMyInvitations(shared),
    readInvitation: readInvitation(shared),
    acceptInvitation: acceptInvitation({ ...dependencies, joining: joining(tables, commit), invitations }),
    declineInvitation: declineInvitation(shared),
  };
};
