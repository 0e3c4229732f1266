import type { FicheRef } from '../../../../schemas/fiche.ts';
import { editing } from '../../../../schemas/routes/editing.ts';
import { fiches } from '../../../../schemas/routes/fiches.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { ContentForm } from './content-form.tsx';
import { XmlForm } from './xml-form.tsx';

/** A draft begins with its first change: from the text of today, or from DILA's file. */
export const NewDraft = ({ fiche, onOpened }: { fiche: FicheRef; onOpened: () => void }) => {
  const [api, reading] = [useApi(editing), useApi(fiches)];
  const { say } = useParvis();
  const current = useLoading(() => reading.readFiche({ params: fiche }));
  const opened = () => {
    say('Le brouillon est ouvert. Rien n’est publié.');
    onOpened();
  };
  return (
    <>
      <p>Cette fiche n’a pas de brouillon. Modifiez-la ici, ou donnez un fichier XML : rien n’est publié avant votre décision.</p>
      <XmlForm
        onSend={async (xml) => {
          await api.draftRevision({ params: fiche, body: { from: 'xml', xml } });
          opened();
        }}
      />
      <Loaded of={current}>
        {({ content }) => (
          <ContentForm
            name={`fiche-${fiche.audience}-${fiche.ficheId}`}
            content={content}
            action="Ouvrir le brouillon"
            onSave={async (edit) => {
              await api.draftRevision({ params: fiche, body: { from: 'edit', edit } });
              opened();
            }}
          />
        )}
      </Loaded>
    </>
  );
};
