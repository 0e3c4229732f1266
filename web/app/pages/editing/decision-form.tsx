import type { Decision } from '../../../../schemas/revision.ts';
import { ApiProblem } from '../../../client.ts';
import { CheckField, TextArea, TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useKept } from '../../forms/kept.ts';
import { RadioField } from '../../forms/radio-field.tsx';
import { counted } from '../../french.ts';

interface Typed {
  significance: Decision['significance'] | '';
  reason: string;
  changeNote: string;
  urgent: boolean;
}

interface Props {
  /** Under which what is typed is kept. */
  name: string;
  decided: Decision | null;
  /** People who follow the fiche. */
  people: number;
  action: string;
  onDecide: (decision: Decision) => Promise<void>;
}

const typedOf = (decided: Decision | null): Typed => ({ significance: '', reason: '', changeNote: '', urgent: false, ...decided });

const decisionOf = ({ significance, reason, changeNote, urgent }: Typed): Decision =>
  significance === 'minor' ? { significance, reason } : { significance: 'significant', reason, changeNote, urgent };

/** Told before anything is sent: nothing stands for a choice that was not made. */
class NotChosen extends ApiProblem {
  constructor() {
    super(400, {
      title: 'Dites si la modification est significative.',
      errors: [{ field: 'body.significance', detail: 'Choisissez oui ou non.' }],
    });
  }
}

/** Says how many people will be told before anybody is. */
export const DecisionForm = ({ name, decided, people, action, onDecide }: Props) => {
  const { values, change, forget } = useKept<Typed>(name, typedOf(decided));
  const significant = values.significance === 'significant';
  const decide = async () => {
    if (values.significance === '') throw new NotChosen();
    const decision = decisionOf(values);
    await onDecide(decision);
    forget(typedOf(decision));
  };
  return (
    <Form action={action} onSend={decide}>
      {(errorOf) => (
        <>
          <RadioField
            name="significance"
            label="Cette modification est-elle significative ?"
            error={errorOf('significance')}
            value={values.significance}
            options={[
              ['significant', `Oui : ${counted(people, 'personne abonnée sera prévenue', 'personnes abonnées seront prévenues')}`],
              ['minor', 'Non : personne n’est prévenu'],
            ]}
            onValue={(significance) => change({ significance })}
          />
          <TextField
            name="reason"
            label="Raison de la décision"
            hint="Pour vos collègues."
            error={errorOf('reason')}
            value={values.reason}
            onValue={(reason) => change({ reason })}
          />
          {significant && (
            <>
              <TextArea
                name="changeNote"
                label="Note de modification"
                hint="Ce qui change, en une ou deux phrases : elle est dans le courriel et sur la page de la fiche."
                error={errorOf('changeNote')}
                value={values.changeNote}
                onValue={(changeNote) => change({ changeNote })}
              />
              <CheckField
                name="urgent"
                label="Urgent : prévenir tout de suite, avant les autres alertes"
                checked={values.urgent}
                onChecked={(urgent) => change({ urgent })}
              />
            </>
          )}
        </>
      )}
    </Form>
  );
};
