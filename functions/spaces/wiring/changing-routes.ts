import type { Commit } from '../../shared/store/commit.ts';
import { changeSpace } from '../change-space.ts';
import { closeSpace } from '../close-space.ts';
import { createSpace } from '../create-space.ts';
import { leaveSpace } from '../leave-space.ts';
import { removeMember } from '../remove-member.ts';
import { renameMyself } from '../rename-myself.ts';
import { reopenSpace } from '../reopen-space.ts';
import { closings as closingsOf } from '../store/closings.ts';
import { memberChanges } from '../store/member-changes.ts';
import type { MemberReader } from '../store/members.ts';
import { spaceStore } from '../store/spaces.ts';
import type { SpaceUseCasesDependencies } from './use-cases.ts';

export type ChangingRoutesDependencies = Omit<SpaceUseCasesDependencies, 'links' | 'commit'> & { commit: Commit; members: MemberReader };

/** The use cases that change a space or who belongs to it. */
export const changingUseCases = (given: ChangingRoutesDependencies) => {
  const { client, tables, commit } = given;
  const dependencies = { ...given, store: spaceStore(client, tables, commit) };
  const closing = { ...dependencies, closings: closingsOf(client, tables, commit) };
  const ofMembers = { ...dependencies, changes: memberChanges(tables, commit) };
  return {
    createSpace: createSpace(dependencies),
    changeSpace: changeSpace(dependencies),
    closeSpace: closeSpace(closing),
    reopenSpace: reopenSpace(closing),
    renameMyself: renameMyself(ofMembers),
    leaveSpace: leaveSpace(ofMembers),
    removeMember: removeMember(ofMembers),
  };
};
