import { createContext } from 'preact';
import { useContext, useId } from 'preact/hooks';

/** Tells the fields of one form from those of another on the same page. */
export const FormContext = createContext('');

/** The id of the control of a field, by its name in what is sent. */
const idIn = (form: string, name: string): string => `${form}champ-${name}`;

export const useFieldId = (name: string): string => idIn(useContext(FormContext), name);

/** `returnsTo.0` is of `returnsTo`, where all of them are typed into one field. */
const wholeOf = (field: string): string | undefined => (field.includes('.') ? field.slice(0, field.lastIndexOf('.')) : undefined);

/** A form's own mark, and the id of a field of it that is on the page: what a summary of errors leads to. */
export const useFormIds = () => {
  const form = useId();
  const idOf = (field: string): string | undefined => {
    for (let name: string | undefined = field; name !== undefined; name = wholeOf(name))
      if (document.getElementById(idIn(form, name))) return idIn(form, name);
    return undefined;
  };
  return { form, idOf };
};
