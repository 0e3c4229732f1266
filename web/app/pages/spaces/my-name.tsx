import type { SpaceId } from '../../../../schemas/account.ts';
import { members } from '../../../../schemas/routes/members.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';

interface Props {
  spaceId: SpaceId;
  name: string;
  onRenamed: () => void;
}

export const MyName = ({ spaceId, name, onRenamed }: Props) => {
  const api = useApi(members);
  const { say } = useParvis();
  const { values, change, forget } = useKept(`nom-${spaceId}`, { name });
  const rename = async () => {
    const { name: now } = await api.renameMyself({ params: { spaceId }, body: values });
    forget({ name: now ?? name });
    onRenamed();
    say(`Les autres membres vous voient maintenant sous le nom « ${now} ».`);
  };
  return (
    <details class="replace">
      <summary>Changer mon nom dans cet espace</summary>
      <Form action="Changer mon nom" onSend={rename}>
        {(errorOf) => (
          <TextField
            name="name"
            label="Votre nom dans cet espace"
            hint="Les actions passées gardent le nom que vous aviez."
            error={errorOf('name')}
            value={values.name}
            onValue={(typed) => change({ name: typed })}
            autocomplete="name"
          />
        )}
      </Form>
    </details>
  );
};
