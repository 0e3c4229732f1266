import { spaces } from '../../../../schemas/routes/spaces.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { Page } from '../../frame/page.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';

export const AddAssociation = () => {
  const api = useApi(spaces);
  const { refresh, leaveTo } = useParvis();
  const { values, change, forget } = useKept('association', { name: '', number: '', memberName: '' });
  const add = async () => {
    const { number, ...others } = values;
    const { id, name } = await api.createSpace({ body: { ...others, number: number.trim() === '' ? null : number } });
    forget();
    refresh();
    leaveTo(`/espaces/${id}`, `L’espace « ${name} » est ajouté.`);
  };
  return (
    <Page title="Ajouter une association">
      <p>
        L’espace existe dès que vous l’avez ajouté. Vous pourrez ensuite y inviter d’autres personnes : tous les membres ont les mêmes
        droits.
      </p>
      <Form action="Ajouter l’association" onSend={add} aside={<a href="#/espaces">Annuler</a>}>
        {(errorOf) => (
          <>
            <TextField
              name="name"
              label="Nom de l’association"
              error={errorOf('name')}
              value={values.name}
              onValue={(name) => change({ name })}
              autocomplete="organization"
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
            <TextField
              name="memberName"
              label="Votre nom dans cet espace"
              hint="Les autres membres vous verront sous ce nom. Ils ne voient rien d’autre de votre compte."
              error={errorOf('memberName')}
              value={values.memberName}
              onValue={(memberName) => change({ memberName })}
              autocomplete="name"
            />
          </>
        )}
      </Form>
    </Page>
  );
};
