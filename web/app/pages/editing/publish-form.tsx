import { useState } from 'preact/hooks';
import type { FicheRef } from '../../../../schemas/fiche.ts';
import type { Draft } from '../../../../schemas/revision.ts';
import { editing } from '../../../../schemas/routes/editing.ts';
import { Confirmed } from '../../forms/confirmed.tsx';
import { Field } from '../../forms/field.tsx';
import { useApi } from '../../frame/parvis.ts';
import { counted, frenchMoment } from '../../french.ts';

interface Props {
  fiche: FicheRef;
  draft: Draft;
  people: number;
  onDone: (result: string) => void;
}

/** Now or at a time that is set; who will be told is said before it is done. */
export const PublishForm = ({ fiche, draft, people, onDone }: Props) => {
  const api = useApi(editing);
  const [at, setAt] = useState('');
  const [asking, setAsking] = useState(false);
  const when = at === '' ? null : new Date(at).toISOString();
  const publish = async () => {
    await api.publishDraft({ params: fiche, body: { version: draft.version, at: when } });
    onDone(when ? `La publication est prévue le ${frenchMoment(when)}.` : 'La fiche est publiée.');
  };
  return (
    <section aria-labelledby="publier">
      <h2 id="publier">Publier</h2>
      <Field name="at" label="Date et heure de publication" hint="Laissez vide pour publier tout de suite.">
        {(given) => (
          <input type="datetime-local" class="short" {...given} value={at} onInput={({ currentTarget }) => setAt(currentTarget.value)} />
        )}
      </Field>
      <p class="actions">
        <button type="button" onClick={() => setAsking(true)}>
          {when ? 'Prévoir la publication' : 'Publier'}
        </button>
      </p>
      {asking && (
        <Confirmed
          title={when ? `Publier le ${frenchMoment(when)} ?` : 'Publier tout de suite ?'}
          action={when ? 'Prévoir la publication' : 'Publier'}
          dangerous={false}
          onConfirm={publish}
          onClose={() => setAsking(false)}
        >
          <p>
            {draft.decision?.significance === 'significant'
              ? `${counted(people, 'personne abonnée sera prévenue', 'personnes abonnées seront prévenues')} par courriel ou par SMS.`
              : 'Modification mineure : personne n’est prévenu.'}
          </p>
        </Confirmed>
      )}
    </section>
  );
};
