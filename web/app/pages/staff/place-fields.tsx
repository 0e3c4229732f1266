import type { Service } from '../../../../schemas/account.ts';
import type { StaffPlace } from '../../../../schemas/staff.ts';
import { SelectField, TextField } from '../../forms/field.tsx';
import { staffRoles } from './staff-roles.ts';

/** A role and a service as they are typed: the service is of agents alone. */
export interface TypedPlace {
  role: StaffPlace['role'];
  service: string;
}

/** What is sent of it; a service that is not well written is refused by the API, which says how to mend it. */
export const placeOf = ({ role, service }: TypedPlace): StaffPlace =>
  role === 'agent' ? { role, service: service.trim() as Service } : { role };

interface Props {
  place: TypedPlace;
  onPlace: (change: Partial<TypedPlace>) => void;
  serviceError?: string | undefined;
  /** By which name the API speaks of the service in what is sent. */
  serviceName: string;
}

export const PlaceFields = ({ place, onPlace, serviceError, serviceName }: Props) => (
  <>
    <SelectField name="role" label="Rôle" value={place.role} onValue={(role) => onPlace({ role })} options={staffRoles} />
    {place.role === 'agent' && (
      <TextField
        name={serviceName}
        label="Service"
        hint="En minuscules, sans accents ni espaces. Exemple : etat-civil"
        error={serviceError}
        value={place.service}
        onValue={(service) => onPlace({ service })}
      />
    )}
  </>
);
