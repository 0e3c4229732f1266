import type { Invitation, InvitationId } from '../../../schemas/space.ts';
import { remindersLeft } from './invitation.ts';

/** What is kept of an invitation. */
interface Kept {
  id: InvitationId;
  email: string;
  invitedAt: string;
  until: string;
  sendings: number;
}

/** An invitation as the members of the space read it. */
export const shownInvitation = ({ id, email, invitedAt, until, sendings }: Kept, invitedBy: string): Invitation => ({
  id,
  email,
  invitedBy,
  invitedAt,
  expiresAt: until,
  remindersLeft: remindersLeft({ sendings }),
});
