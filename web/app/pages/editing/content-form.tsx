import type { EditedFiche, FicheContent } from '../../../../schemas/fiche-content.ts';
import { TextArea, TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { type LeafText, leafTexts, withTexts } from './leaf-texts.ts';

interface Props {
  /** Under which what is typed is kept. */
  name: string;
  content: FicheContent;
  action: string;
  onSave: (edit: EditedFiche) => Promise<void>;
}

/** Of long texts only those that were changed, by where they stand. */
interface Typed {
  title: string;
  description: string;
  introduction: Record<string, string>;
  body: Record<string, string>;
}

const rowsFor = (text: string): number => Math.min(8, Math.max(1, Math.ceil(text.length / 80)));

/** Rewrites the texts of a fiche where they stand; its shape, its links and its tables stay as they are. */
export const ContentForm = ({ name, content, action, onSave }: Props) => {
  const { values, change, forget } = useKept<Typed>(name, {
    title: content.title,
    description: content.description,
    introduction: {},
    body: {},
  });
  const save = async () => {
    await onSave({
      title: values.title,
      description: values.description,
      introduction: withTexts(content.introduction, values.introduction),
      body: withTexts(content.body, values.body),
    });
    forget({ ...values, introduction: {}, body: {} });
  };
  const texts = (part: 'introduction' | 'body', title: string) => (
    <details class="disclosure" open={part === 'introduction'}>
      <summary>{title}</summary>
      {leafTexts(content[part]).map((leaf, position) => (
        <LeafField
          key={leaf.path}
          leaf={leaf}
          name={`${part}-${leaf.path}`}
          label={[...leaf.under, `texte ${position + 1}`].join(' › ')}
          value={values[part][leaf.path] ?? leaf.text}
          onValue={(text) => change({ [part]: { ...values[part], [leaf.path]: text } })}
        />
      ))}
    </details>
  );
  return (
    <Form action={action} onSend={save}>
      {(errorOf) => (
        <>
          <TextField
            name="title"
            label="Titre"
            error={errorOf('source.edit.title')}
            value={values.title}
            onValue={(title) => change({ title })}
          />
          <TextArea
            name="description"
            label="Description"
            error={errorOf('source.edit.description')}
            value={values.description}
            onValue={(description) => change({ description })}
          />
          {content.introduction.length > 0 && texts('introduction', 'Introduction')}
          {texts('body', 'Texte de la fiche')}
        </>
      )}
    </Form>
  );
};

interface Leaf {
  leaf: LeafText;
  name: string;
  label: string;
  value: string;
  onValue: (text: string) => void;
}

const LeafField = ({ leaf, ...field }: Leaf) => <TextArea {...field} rows={rowsFor(leaf.text)} />;
