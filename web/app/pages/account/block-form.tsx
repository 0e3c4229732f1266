import { birthDateInWords } from '../../../../schemas/birth-date.ts';
import { type BlockName, blockTitles } from '../../../../schemas/profile.ts';
import { SelectField, TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { useParvis } from '../../frame/parvis.ts';
import { ChildrenFields } from './children-fields.tsx';
import { fieldsOf, type ReadAnyBlock, sourceOf, type Typed, typedOf } from './profile-block.ts';
import { type ProfileControl, profileControls } from './profile-controls.ts';

interface Props {
  block: BlockName;
  read: ReadAnyBlock;
  onSave: (body: { version: number; fields: Record<string, unknown> }) => Promise<ReadAnyBlock>;
}

/** One of the four blocks, saved on its own; each field says where it comes from. */
export const BlockForm = ({ block, read, onSave }: Props) => {
  const { say } = useParvis();
  const { values, change, forget } = useKept<Typed>(`profil-${block}-${read.version}`, typedOf(read));
  const save = async () => {
    const saved = await onSave({ version: read.version, fields: fieldsOf(values) });
    forget(typedOf(saved));
    say(`${blockTitles[block]} : c’est enregistré.`);
  };
  return (
    <section aria-labelledby={`bloc-${block}`}>
      <h2 id={`bloc-${block}`}>{blockTitles[block]}</h2>
      <Form action={`Enregistrer « ${blockTitles[block]} »`} onSend={save}>
        {(errorOf) => (
          <>
            {profileControls[block].map((control) => (
              <ProfileField
                key={control.name}
                control={control}
                read={read}
                error={errorOf(`fields.${control.name}`)}
                value={typeof values[control.name] === 'string' ? (values[control.name] as string) : ''}
                onValue={(value) => change({ [control.name]: value })}
              />
            ))}
            {block === 'family' && (
              <ChildrenFields
                errorOf={errorOf}
                onChildren={(children) => change({ children })}
                list={Array.isArray(values['children']) ? values['children'] : []}
              />
            )}
          </>
        )}
      </Form>
    </section>
  );
};

interface FieldProps {
  control: ProfileControl;
  read: ReadAnyBlock;
  error: string | undefined;
  value: string;
  onValue: (value: string) => void;
}

const ProfileField = ({ control: { name, options, hint, ...control }, read, error, value, onValue }: FieldProps) => {
  const field = read.fields[name];
  const source = sourceOf(field);
  const given = { ...control, name: `fields.${name}`, error, hint: [hint, source].filter(Boolean).join(' – ') || undefined };
  if (field?.locked) {
    return (
      <div class="field">
        <p class="locked-label">{control.label}</p>
        <p class="hint">{source}</p>
        <p>
          {name === 'birthDate' ? birthDateInWords(String(field.value)) : (options?.find(([option]) => option === value)?.[1] ?? value)}
        </p>
      </div>
    );
  }
  return options ? (
    <SelectField {...given} value={value} options={options} onValue={onValue} />
  ) : (
    <TextField {...given} value={value} onValue={onValue} />
  );
};
