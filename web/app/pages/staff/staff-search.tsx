import { useState } from 'preact/hooks';
import { SelectField, TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { staffRoles } from './staff-roles.ts';

/** What is looked for; an empty text looks for all. */
export interface Sought {
  q: string;
  role: string;
  service: string;
}

export const everybody: Sought = { q: '', role: '', service: '' };

const roleChoices: readonly (readonly [role: string, name: string])[] = [['', 'Tous les rôles'], ...staffRoles];

export const StaffSearch = ({ onSearch }: { onSearch: (sought: Sought) => void }) => {
  const [typed, setTyped] = useState(everybody);
  const type = (change: Partial<Sought>) => setTyped((now) => ({ ...now, ...change }));
  const showAll = () => {
    setTyped(everybody);
    onSearch(everybody);
  };
  return (
    <Form
      action="Chercher"
      onSend={async () => onSearch({ ...typed })}
      aside={
        <button type="button" class="quiet" onClick={showAll}>
          Voir tout le monde
        </button>
      }
    >
      {() => (
        <>
          <TextField name="q" label="Adresse électronique, ou une partie" value={typed.q} onValue={(q) => type({ q })} />
          <SelectField name="role" label="Chercher un rôle" value={typed.role} onValue={(role) => type({ role })} options={roleChoices} />
          <TextField
            name="service"
            label="Chercher un service"
            hint="Exemple : etat-civil"
            value={typed.service}
            onValue={(service) => type({ service })}
          />
        </>
      )}
    </Form>
  );
};
