import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { invitations as invitationRoutes } from '../../../schemas/routes/invitations.ts';
import type { members as memberRoutes } from '../../../schemas/routes/members.ts';
import type { spaces as spaceRoutes } from '../../../schemas/routes/spaces.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Membership } from '../../shared/middlewares/access.ts';
import type { UseCases } from '../../shared/router.ts';
import type { Commit } from '../../shared/store/commit.ts';
import type { ReadPerson } from '../../shared/store/person.ts';
import { acceptInvitation } from '../accept-invitation.ts';
import { changeSpace } from '../change-space.ts';
import { closeSpace } from '../close-space.ts';
import { createSpace } from '../create-space.ts';
import { declineInvitation } from '../decline-invitation.ts';
import type { InvitationLinks } from '../invitation-link.ts';
import { inviteMember } from '../invite-member.ts';
import { leaveSpace } from '../leave-space.ts';
import { listActions } from '../list-actions.ts';
import { listInvitations } from '../list-invitations.ts';
import { listMembers } from '../list-members.ts';
import { listMyInvitations } from '../list-my-invitations.ts';
import { listSpaces } from '../list-spaces.ts';
import { readInvitation } from '../read-invitation.ts';
import { readSpace } from '../read-space.ts';
import { remindInvitation } from '../remind-invitation.ts';
import { removeMember } from '../remove-member.ts';
import { renameMyself } from '../rename-myself.ts';
import { reopenSpace } from '../reopen-space.ts';
import { closings as closingsOf } from '../store/closings.ts';
import { feedOf } from '../store/feed.ts';
import { invitationChanges } from '../store/invitation-changes.ts';
import { invitationReader } from '../store/invitations.ts';
import { joining } from '../store/joining.ts';
import { memberChanges } from '../store/member-changes.ts';
import { memberReader } from '../store/members.ts';
import type { ToldTables } from '../store/space-items.ts';
import { spaceStore } from '../store/spaces.ts';
import { withdrawInvitation } from '../withdraw-invitation.ts';

export interface SpaceUseCasesDependencies {
  client: DynamoDBDocumentClient;
  tables: ToldTables;
  commit: Commit;
  membership: Membership;
  readPerson: ReadPerson;
  links: InvitationLinks;
  clock: Clock;
  newId: () => string;
}

/** Every use case of spaces on its stores. */
export const spaceUseCases = (
  dependencies: SpaceUseCasesDependencies,
): UseCases<typeof spaceRoutes & typeof memberRoutes & typeof invitationRoutes> => {
  const { client, tables, commit } = dependencies;
  const members = memberReader(client, tables);
  const closings = closingsOf(client, tables, commit);
  const shared = { ...dependencies, store: spaceStore(client, tables, commit), members };
  const ofMembers = { ...shared, changes: memberChanges(tables, commit) };
  const ofInvitations = { ...shared, invitations: invitationReader(client, tables.spaces), changes: invitationChanges(tables, commit) };
  return {
    listSpaces: listSpaces(shared),
    createSpace: createSpace(shared),
    readSpace: readSpace(shared),
    changeSpace: changeSpace(shared),
    closeSpace: closeSpace({ ...shared, closings }),
    reopenSpace: reopenSpace({ ...shared, closings }),
    listMembers: listMembers(shared),
    renameMyself: renameMyself(ofMembers),
    leaveSpace: leaveSpace(ofMembers),
    removeMember: removeMember(ofMembers),
    listActions: listActions({ feed: feedOf(client, tables.actions), members }),
    inviteMember: inviteMember(ofInvitations),
    listInvitations: listInvitations(ofInvitations),
    withdrawInvitation: withdrawInvitation(ofInvitations),
    remindInvitation: remindInvitation(ofInvitations),
    listMyInvitations: listMyInvitations(ofInvitations),
    readInvitation: readInvitation(ofInvitations),
    acceptInvitation: acceptInvitation({ ...shared, joining: joining(tables, commit), invitations: ofInvitations.invitations }),
    declineInvitation: declineInvitation(ofInvitations),
  };
};
