import { MAX_FILES } from '../../../../schemas/document.ts';
import { Field } from '../../forms/field.tsx';
import { ACCEPTED, sizeOf } from './sizes.ts';

interface Props {
  label: string;
  files: File[];
  error?: string | undefined;
  /** How many more the document can hold. */
  room?: number;
  onFiles: (files: File[]) => void;
}

/** One file or several, such as both sides of a card. */
export const FilesField = ({ label, files, error, room = MAX_FILES, onFiles }: Props) => (
  <Field
    name="files"
    label={label}
    error={error}
    hint={`PDF, photo (JPEG, PNG, HEIC), texte (ODT, DOCX) ou tableau (ODS, XLSX), 4,0 Mo au plus${room > 1 ? ` ; ${room} fichiers au plus, par exemple recto et verso` : ''}.`}
  >
    {(given) => (
      <>
        <input
          key={files.length === 0 ? 'none' : 'some'}
          type="file"
          accept={ACCEPTED}
          multiple={room > 1}
          {...given}
          onChange={({ currentTarget }) => onFiles([...(currentTarget.files ?? [])])}
        />
        {files.length > 1 && (
          <ul class="facts">
            {files.map(({ name, size }) => (
              <li key={name}>
                {name}, {sizeOf(size)}
              </li>
            ))}
          </ul>
        )}
      </>
    )}
  </Field>
);
