import { spaces } from '../../../../schemas/routes/spaces.ts';
import type { Space } from '../../../../schemas/space.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';

const shownOf = ({ name, number }: Space) => ({ name, number: number ?? '' });

export const RenameSpace = ({ space, onChanged }: { space: Space; onChanged: (space: Space) => void }) => {
  const api = useApi(spaces);
  const { say } = useParvis();
  const { values, change, forget } = useKept(`espace-${space.id}`, shownOf(space));
  const save = async () => {
    const number = values.number.trim() === '' ? null : values.number;
    const changed = await api.changeSpace({ params: { spaceId: space.id }, body: { name: values.name, number, version: space.version } });
    forget(shownOf(changed));
    onChanged(changed);
    say('Les réglages de l’espace sont enregistrés.');
  };
  return (
    <Form action="Enregistrer" onSend={save}>
      {(errorOf) => (
        <>
          <TextField
            name="name"
            label="Nom de l’association"
            error={errorOf('name')}
            value={values.name}
            onValue={(name) => change({ name })}
          />
          <TextField
            name="number"
            label="Numéro RNA ou SIREN (facultatif)"
            hint="Par exemple W751234567, ou les neuf chiffres du SIREN."
            error={errorOf('number')}
            value={values.number}
            onValue={(number) => change({ number })}
            short
          />
        </>
      )}
    </Form>
  );
};
