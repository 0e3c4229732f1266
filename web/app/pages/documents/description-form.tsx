import type { WalletDocument } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { bodyOf, type Description, DescriptionFields } from './description-fields.tsx';

const shownOf = ({ name, kind, expiresOn, reminders }: WalletDocument): Description => ({
  name,
  kind,
  expiresOn: expiresOn ?? '',
  reminders,
});

export const DescriptionForm = ({ read, onSaved }: { read: WalletDocument; onSaved: (saved: WalletDocument) => void }) => {
  const api = useApi(documents);
  const { say } = useParvis();
  const { values, change, forget } = useKept(`document-${read.id}-${read.version}`, shownOf(read));
  const save = async () => {
    const params = { spaceId: read.spaceId, documentId: read.id };
    const saved = await api.changeDocument({ params, body: { ...bodyOf(values), version: read.version } });
    forget(shownOf(saved));
    onSaved(saved);
    say('Le document est enregistré.');
  };
  return (
    <details class="disclosure">
      <summary>Renommer, changer la nature, la date d’expiration ou les rappels</summary>
      <Form action="Enregistrer" onSend={save}>
        {(errorOf) => <DescriptionFields values={values} change={change} errorOf={errorOf} />}
      </Form>
    </details>
  );
};
