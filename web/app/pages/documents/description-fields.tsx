import { type DocumentKind, documentKinds } from '../../../../schemas/document-kind.ts';
import { CheckField, SelectField, TextField } from '../../forms/field.tsx';

export interface Description {
  name: string;
  kind: DocumentKind;
  /** Empty: it does not expire. */
  expiresOn: string;
  reminders: boolean;
}

export const NEW_DOCUMENT: Description = { name: '', kind: 'other', expiresOn: '', reminders: true };

const kinds = Object.entries(documentKinds) as [DocumentKind, string][];

interface Props {
  values: Description;
  change: (some: Partial<Description>) => void;
  errorOf: (field: string) => string | undefined;
}

export const bodyOf = ({ expiresOn, ...rest }: Description) => ({ ...rest, expiresOn: expiresOn === '' ? null : expiresOn });

export const DescriptionFields = ({ values, change, errorOf }: Props) => (
  <>
    <TextField name="name" label="Nom du document" error={errorOf('name')} value={values.name} onValue={(name) => change({ name })} />
    <SelectField
      name="kind"
      label="Nature"
      error={errorOf('kind')}
      value={values.kind}
      options={kinds}
      onValue={(kind) => change({ kind })}
    />
    <TextField
      name="expiresOn"
      label="Date d’expiration (facultatif)"
      hint="Le dernier jour où le document est valable."
      type="date"
      short
      error={errorOf('expiresOn')}
      value={values.expiresOn}
      onValue={(expiresOn) => change({ expiresOn })}
    />
    {values.expiresOn !== '' && (
      <CheckField
        name="reminders"
        label="Me le rappeler 60 jours et 15 jours avant"
        checked={values.reminders}
        onChecked={(reminders) => change({ reminders })}
      />
    )}
  </>
);
