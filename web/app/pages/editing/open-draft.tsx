import { useState } from 'preact/hooks';
import type { FicheRef } from '../../../../schemas/fiche.ts';
import { alerts } from '../../../../schemas/routes/alerts.ts';
import { editing } from '../../../../schemas/routes/editing.ts';
import type { Reply } from '../../../../schemas/routes/route.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Confirmed } from '../../forms/confirmed.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { frenchMoment } from '../../french.ts';
import { ContentForm } from './content-form.tsx';
import { DecisionForm } from './decision-form.tsx';
import { SideBySide } from './passage-columns.tsx';
import { ProposalBox } from './proposal-box.tsx';
import { PublishForm } from './publish-form.tsx';

interface Props {
  fiche: FicheRef;
  read: Reply<typeof editing.readDraft>;
  onChanged: () => void;
}

export const OpenDraft = ({ fiche, read, onChanged }: Props) => {
  const { draft, content, difference, proposal } = read;
  const [api, telling] = [useApi(editing), useApi(alerts)];
  const { say } = useParvis();
  const [discarding, setDiscarding] = useState(false);
  const reach = useLoading(() => telling.readReach({ params: fiche }));
  const name = `brouillon-${fiche.audience}-${fiche.ficheId}`;
  const done = (result: string) => {
    say(result);
    onChanged();
  };
  if (draft.state === 'scheduled') return <Scheduled fiche={fiche} at={draft.publishAt} onCancelled={onChanged} />;
  return (
    <>
      <p class="facts">
        Brouillon enregistré le {frenchMoment(draft.savedAt)}, à partir de la révision {draft.base}.
      </p>
      <ProposalBox proposal={proposal} />
      <h2>Ce qui change</h2>
      <SideBySide difference={difference} highlights={proposal.passages} />
      <h2>Décision</h2>
      <Loaded of={reach}>
        {({ people }) => (
          <DecisionForm
            name={`${name}-decision`}
            decided={draft.decision}
            people={people}
            action="Enregistrer la décision"
            onDecide={async (decision) => {
              await api.decideDraft({ params: fiche, body: { version: draft.version, decision } });
              done('La décision est enregistrée. Rien n’est encore publié.');
            }}
          />
        )}
      </Loaded>
      {draft.decision && (
        <PublishForm fiche={fiche} draft={draft} people={reach.state === 'ready' ? reach.value.people : 0} onDone={done} />
      )}
      <h2>Continuer à modifier</h2>
      <ContentForm
        key={draft.version}
        name={name}
        content={content}
        action="Enregistrer le brouillon"
        onSave={async (edit) => {
          await api.saveDraft({ params: fiche, body: { version: draft.version, source: { from: 'edit', edit } } });
          done('Le brouillon est enregistré.');
        }}
      />
      <p class="actions">
        <button type="button" class="quiet" onClick={() => setDiscarding(true)}>
          Abandonner le brouillon
        </button>
      </p>
      {discarding && (
        <Confirmed
          title="Abandonner ce brouillon ?"
          action="Abandonner le brouillon"
          onClose={() => setDiscarding(false)}
          onConfirm={async () => {
            await api.discardDraft({ params: fiche });
            done('Le brouillon est abandonné.');
          }}
        >
          <p>Tout ce qui y a été écrit sera perdu. La fiche publiée ne change pas.</p>
        </Confirmed>
      )}
    </>
  );
};

const Scheduled = ({ fiche, at, onCancelled }: { fiche: FicheRef; at: string | null; onCancelled: () => void }) => {
  const api = useApi(editing);
  const { say } = useParvis();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p class="note">Publication prévue le {at ? frenchMoment(at) : '…'}.</p>
      <p class="actions">
        <button type="button" class="quiet" onClick={() => setAsking(true)}>
          Annuler la publication prévue
        </button>
      </p>
      {asking && (
        <Confirmed
          title="Annuler la publication prévue ?"
          action="Annuler la publication"
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await api.cancelScheduledPublication({ params: fiche });
            say('La publication est annulée. Le brouillon est de nouveau ouvert.');
            onCancelled();
          }}
        >
          <p>Le brouillon reste, et peut être modifié.</p>
        </Confirmed>
      )}
    </>
  );
};
