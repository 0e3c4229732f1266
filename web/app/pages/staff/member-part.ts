import type { StaffMember } from '../../../../schemas/staff.ts';

/** What a card of somebody is given, and how each of its acts tells what they have become. */
export interface MemberPart {
  member: StaffMember;
  onChanged: (member: StaffMember) => void;
}
