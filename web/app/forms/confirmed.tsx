import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Failure } from '../calls/failure.tsx';
import { useSending } from '../calls/sending.ts';
import { FormContext, useFormIds } from './field-ids.ts';

interface Props {
  title: string;
  /** What will be lost, and what can be had back. */
  children: ComponentChildren;
  action: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  dangerous?: boolean;
}

/**
 * Asks before something is lost. The browser's own dialogue keeps the focus inside and gives it back; where nothing is to be filled in, it would
 * begin on the button that loses it.
 */
export const Confirmed = ({ title, children, action, onConfirm, onClose, dangerous = true }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const name = useId();
  const { busy, error, send } = useSending();
  const { form, idOf } = useFormIds();
  useEffect(() => {
    dialog.current?.showModal();
    if (document.activeElement?.classList.contains('danger')) cancel.current?.focus();
  }, []);
  const confirm = async (event: Event) => {
    event.preventDefault();
    if (await send(onConfirm)) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} aria-labelledby={name} onClose={onClose}>
      <form onSubmit={(event) => void confirm(event)} noValidate>
        <h2 id={name}>{title}</h2>
        <FormContext.Provider value={form}>{children}</FormContext.Provider>
        {error !== undefined && <Failure error={error} idOf={idOf} />}
        <p class="actions">
          <button type="submit" class={dangerous ? 'danger' : undefined}>
            {busy ? 'Envoi…' : action}
          </button>
          <button type="button" class="quiet" ref={cancel} onClick={() => dialog.current?.close()}>
            Annuler
          </button>
        </p>
      </form>
    </dialog>
  );
};
