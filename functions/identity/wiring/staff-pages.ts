import { randomUUID } from 'node:crypto';
import type { Environment } from '../../../schemas/environment.ts';
import type { staffPages } from '../../../schemas/routes/staff-pages.ts';
import { type dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { acceptStaffInvitation } from '../staff/accept-staff-invitation.ts';
import { showStaffInvitation } from '../staff/show-staff-invitation.ts';
import { linkStore } from '../store/links.ts';
import { staffInvitationStore } from '../store/staff-invitations.ts';
import { wireDoor } from './door.ts';
import { staffTables } from './staff.ts';

/** Where the links of invitations lead. */
export const staffPageUseCases = (
  client: ReturnType<typeof dynamo>,
  environment: Environment<'identity-pages'>,
): UseCases<typeof staffPages> => {
  const { keys: _, ...door } = wireDoor(client, environment);
  const invitations = staffInvitationStore(client, staffTables(environment), commitTo(client, environment));
  const dependencies = { ...door, invitations, links: linkStore(client, environment.LINKS_TABLE), clock, newId: randomUUID };
  return { showStaffInvitation: showStaffInvitation(dependencies), acceptStaffInvitation: acceptStaffInvitation(dependencies) };
};
