import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { useFieldId } from './field-ids.ts';

interface FieldProps {
  label: ComponentChildren;
  /** Said under the label: what is expected. */
  hint?: ComponentChildren;
  /** What to mend. */
  error?: string | undefined;
  /** The name in the body that is sent; the field has it as its id, so that a summary of errors can lead to it. */
  name: string;
  children: (given: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ComponentChildren;
}

/** A label, its hint, its error and the control that they are of. */
export const Field = ({ label, hint, error, name, children }: FieldProps) => {
  const about = useId();
  const described = [hint && `${about}-hint`, error && `${about}-error`].filter(Boolean).join(' ');
  const id = useFieldId(name);
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${about}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${about}-error`}>
          {error}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error !== undefined })}
    </div>
  );
};

type Control = Omit<FieldProps, 'children'>;

interface Input extends Control {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'tel' | 'email' | 'password' | 'date';
  autocomplete?: string;
  inputMode?: 'numeric' | 'text';
  /** The id of a list of proposals. */
  list?: string;
  /** Of what is never long. */
  short?: boolean;
}

export const TextField = ({ label, hint, error, name, value, onValue, type = 'text', short = false, ...input }: Input) => (
  <Field label={label} hint={hint} error={error} name={name}>
    {(given) => (
      <input
        {...({ ...given, ...input, type, class: short ? 'short' : undefined } as JSX.IntrinsicElements['input'])}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    )}
  </Field>
);

interface Select<Value extends string> extends Control {
  value: Value;
  onValue: (value: Value) => void;
  options: readonly (readonly [value: Value, label: string])[];
}

export const SelectField = <Value extends string>({ value, onValue, options, ...field }: Select<Value>) => (
  <Field {...field}>
    {(given) => (
      <select {...given} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value as Value)}>
        {options.map(([option, label]) => (
          <option key={option} value={option} selected={option === value}>
            {label}
          </option>
        ))}
      </select>
    )}
  </Field>
);

interface Check {
  name: string;
  label: ComponentChildren;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}

export const CheckField = ({ name, label, checked, onChecked }: Check) => {
  const id = useFieldId(name);
  return (
    <div class="field field-check">
      <input type="checkbox" id={id} checked={checked} onChange={({ currentTarget }) => onChecked(currentTarget.checked)} />
      <label for={id}>{label}</label>
    </div>
  );
};

interface Area extends Control {
  value: string;
  onValue: (value: string) => void;
  rows?: number;
}

export const TextArea = ({ value, onValue, rows = 4, ...field }: Area) => (
  <Field {...field}>
    {(given) => <textarea {...given} rows={rows} value={value} onInput={({ currentTarget }) => onValue(currentTarget.value)} />}
  </Field>
);
