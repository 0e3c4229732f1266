import { useId } from 'preact/hooks';
import { useFieldId } from './field-ids.ts';

interface Props<Value extends string> {
  name: string;
  label: string;
  error?: string | undefined;
  value: Value | '';
  onValue: (value: Value) => void;
  options: readonly (readonly [value: Value, label: string])[];
}

/** One choice of a few, all in sight. The first is what a summary of errors leads to. */
export const RadioField = <Value extends string>({ name, label, error, value, onValue, options }: Props<Value>) => {
  const about = useId();
  const first = useFieldId(name);
  return (
    <fieldset class={error ? 'field-wrong' : undefined} aria-describedby={error ? about : undefined}>
      <legend>{label}</legend>
      {error && (
        <p class="field-error" id={about}>
          {error}
        </p>
      )}
      {options.map(([option, text], position) => {
        const id = position === 0 ? first : `${first}-${option}`;
        return (
          <div class="choice" key={option}>
            <input type="radio" id={id} name={first} value={option} checked={option === value} onChange={() => onValue(option)} />
            <label for={id}>{text}</label>
          </div>
        );
      })}
    </fieldset>
  );
};
