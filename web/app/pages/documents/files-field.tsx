import { useEffect, useRef } from 'preact/hooks';
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

/** One file or several, such as both sides of a card. Those that are to be sent are listed: once some have been, the browser's own words are of before. */
export const FilesField = ({ label, files, error, room = MAX_FILES, onFiles }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  const isEmpty = files.length === 0;
  useEffect(() => {
    if (isEmpty && input.current) input.current.value = '';
  }, [isEmpty]);
  return (
    <Field
      name="files"
      label={label}
      error={error}
      hint={`PDF, photo (JPEG, PNG, HEIC), texte (ODT, DOCX) ou tableau (ODS, XLSX), 4,0 Mo au plus${room > 1 ? ` ; ${room} fichiers au plus, par exemple recto et verso` : ''}.`}
    >
      {(given) => (
        <>
          <input
            ref={input}
            type="file"
            accept={ACCEPTED}
            multiple={room > 1}
            {...given}
            onChange={({ currentTarget }) => onFiles([...(currentTarget.files ?? [])])}
          />
          {!isEmpty && (
            <ul class="facts">
              {files.map(({ name, size }) => (
                <li key={name}>
                  <bdi>{name}</bdi>, {sizeOf(size)}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Field>
  );
};
