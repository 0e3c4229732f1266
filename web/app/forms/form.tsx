import type { ComponentChildren } from 'preact';
import { Failure } from '../calls/failure.tsx';
import { useSending } from '../calls/sending.ts';
import { tell } from '../calls/told.ts';
import { FormContext, useFormIds } from './field-ids.ts';

interface Props {
  /** On the button that sends. */
  action: string;
  /** Says by itself what came of it; what it throws is told above the form. */
  onSend: () => Promise<void>;
  /** Given the error of a field by its name, or of a part of what it holds. */
  children: (errorOf: (field: string) => string | undefined) => ComponentChildren;
  /** Beside the button: another way out. */
  aside?: ComponentChildren;
  dangerous?: boolean;
}

/** Sends once at a time; what is refused is summed up above, led to its field, and nothing typed is lost. */
export const Form = ({ action, onSend, children, aside, dangerous = false }: Props) => {
  const { busy, error, send } = useSending();
  const { form, idOf } = useFormIds();
  const fields = error === undefined ? [] : tell(error).fields;
  const errorOf = (name: string) => fields.find(({ field }) => field === name || field.startsWith(`${name}.`))?.detail;
  const submit = (event: Event) => {
    event.preventDefault();
    void send(onSend);
  };
  return (
    <form noValidate onSubmit={submit} aria-busy={busy}>
      {error !== undefined && <Failure error={error} idOf={idOf} />}
      <FormContext.Provider value={form}>{children(errorOf)}</FormContext.Provider>
      <p class="actions">
        <button type="submit" class={dangerous ? 'danger' : undefined}>
          {busy ? 'Envoi…' : action}
        </button>
        {aside}
      </p>
    </form>
  );
};
