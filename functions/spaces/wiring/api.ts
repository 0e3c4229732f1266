import { randomUUID } from 'node:crypto';
import { invitations as invitationRoutes } from '../../../schemas/routes/invitations.ts';
import { members as memberRoutes } from '../../../schemas/routes/members.ts';
import { spaces } from '../../../schemas/routes/spaces.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { api } from '../../shared/pipeline.ts';
import { personReader } from '../../shared/store/person.ts';
import { acceptInvitation } from '../accept-invitation.ts';
import { changeSpace } from '../change-space.ts';
import { closeSpace } from '../close-space.ts';
import { createSpace } from '../create-space.ts';
import { declineInvitation } from '../decline-invitation.ts';
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
import { memberChanges } from '../store/member-changes.ts';
import { memberReader } from '../store/members.ts';
import { spaceStore } from '../store/spaces.ts';
import { withdrawInvitation } from '../withdraw-invitation.ts';
import { wireLinks } from './links.ts';

export const wireApi = () => {
  const environment = readEnvironment('spaces-api');
  const client = dynamo();
  const commit = commitTo(client, environment);
  const tables = { spaces: environment.SPACES_TABLE, memberships: environment.MEMBERSHIPS_TABLE, actions: environment.ACTIONS_TABLE };
  const guards = gatekeepers(client, environment);
  const store = spaceStore(client, tables, commit);
  const members = memberReader(client, tables);
  const closings = closingsOf(client, tables, commit);
  const invitations = invitationReader(client, tables.spaces);
  const shared = { store, members, readPerson: personReader(client, environment.ACCOUNTS_TABLE), clock, newId: randomUUID };
  const ofMembers = { ...shared, changes: memberChanges(tables, commit) };
  const ofInvitations = {
    ...shared,
    invitations,
    changes: invitationChanges(tables, commit),
    links: wireLinks(environment.LEAVE_KEYS_SECRET),
    membership: guards.membership,
  };
  return api({
    routes: { ...spaces, ...memberRoutes, ...invitationRoutes },
    useCases: {
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
      acceptInvitation: acceptInvitation(ofInvitations),
      declineInvitation: declineInvitation(ofInvitations),
    },
    ...guards,
  });
};
