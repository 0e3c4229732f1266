import { useState } from 'preact/hooks';
import { ApiProblem } from '../../../client.ts';
import { Field } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';

/** A whole fiche as DILA writes it. */
export const XmlForm = ({ onSend }: { onSend: (xml: string) => Promise<void> }) => {
  const [file, setFile] = useState<File>();
  const send = async () => {
    if (!file)
      throw new ApiProblem(400, {
        title: 'Choisissez d’abord un fichier.',
        errors: [{ field: 'xml', detail: 'Choisissez un fichier XML.' }],
      });
    await onSend(await file.text());
  };
  return (
    <details class="disclosure">
      <summary>Donner un fichier XML</summary>
      <Form action="Reprendre ce fichier" onSend={send}>
        {(errorOf) => (
          <Field name="xml" label="Fichier XML de la fiche" error={errorOf('xml')}>
            {(given) => (
              <input
                type="file"
                accept=".xml,application/xml"
                {...given}
                onChange={({ currentTarget }) => setFile(currentTarget.files?.[0])}
              />
            )}
          </Field>
        )}
      </Form>
    </details>
  );
};
