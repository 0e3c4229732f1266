import { createContext } from 'preact';
import { useContext, useId } from 'preact/hooks';

/** Tells the fields of one form from those of another on the same page. */
export const FormContext = createContext('');

/** The id of the control of a field, by its name in what is sent. */
const idIn = (form: string, name: string): string => `${form}champ-${name}`;

export const useFieldId = (name: string): string => idIn(useContext(FormContext), name);

/** A form's own mark, and the id of a field of it that is on the page: what a summary of errors leads to. */
export const useFormIds = () => {
  const form = useId();
  return {
    form,
    idOf: (field: string): string | undefined => (document.getElementById(idIn(form, field)) ? idIn(form, field) : undefined),
  };
};
