import { useState } from 'preact/hooks';
import { fiches } from '../../../../schemas/routes/fiches.ts';
import type { SearchHit } from '../../../../schemas/search.ts';
import { TextField } from '../../forms/field.tsx';
import { Form } from '../../forms/form.tsx';
import { useApi } from '../../frame/parvis.ts';
import { counted } from '../../french.ts';

export const FindFiche = () => {
  const api = useApi(fiches);
  const [words, setWords] = useState('');
  const [hits, setHits] = useState<SearchHit[]>();
  const search = async () => setHits((await api.searchFiches({ query: { q: words } })).items);
  return (
    <section aria-labelledby="modifier">
      <h2 id="modifier">Modifier une fiche</h2>
      <Form action="Chercher" onSend={search}>
        {(errorOf) => <TextField name="q" label="Mots du titre ou du sujet" error={errorOf('q')} value={words} onValue={setWords} />}
      </Form>
      <div role="status">
        {hits &&
          (hits.length === 0 ? (
            <p>Aucune fiche ne correspond à ces mots.</p>
          ) : (
            <p>{counted(hits.length, 'fiche trouvée', 'fiches trouvées')}.</p>
          ))}
      </div>
      <ul class="list">
        {hits?.map(({ audience, ficheId, title, description }) => (
          <li key={`${audience}/${ficheId}`}>
            <a href={`#/redaction/${audience}/${ficheId}`}>{title}</a>
            <br />
            <span class="facts">{description}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
