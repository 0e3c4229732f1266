import type { Role } from '../../../../schemas/account.ts';
import type { StaffPlace } from '../../../../schemas/staff.ts';

type StaffRole = StaffPlace['role'];

/** What somebody may be here, as an administrator chooses it. */
export const staffRoles: readonly (readonly [role: StaffRole, name: string])[] = [
  ['agent', 'Agent d’un service'],
  ['editor', 'Éditeur des fiches'],
  ['administrator', 'Administrateur'],
];

/** « Agent d’un service – etat-civil ». */
export const placeName = ({ role, service }: { role: Role; service: string | null }): string => {
  const name = staffRoles.find(([one]) => one === role)?.[1] ?? '';
  return service === null ? name : `${name} – ${service}`;
};
