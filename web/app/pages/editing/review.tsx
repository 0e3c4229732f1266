import type { Decision } from '../../../../schemas/revision.ts';
import { alerts } from '../../../../schemas/routes/alerts.ts';
import { editing } from '../../../../schemas/routes/editing.ts';
import { fiches } from '../../../../schemas/routes/fiches.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { DecisionForm } from './decision-form.tsx';
import { SideBySide } from './passage-columns.tsx';
import { ProposalBox } from './proposal-box.tsx';

const verdicts = { initial: 'première publication', undecided: 'à décider', significant: 'significative', minor: 'mineure' } as const;

/** One revision that was imported: what changed, what is proposed, and the word that decides. */
export const Review: PageOf<'audience' | 'ficheId' | 'revision'> = ({ audience, ficheId, revision: number }) => {
  const fiche = { audience, ficheId };
  const params = { ...fiche, revision: number };
  const [api, reading, telling] = [useApi(editing), useApi(fiches), useApi(alerts)];
  const { say } = useParvis();
  const loading = useLoading(async () => {
    const [{ revision, difference }, { people }] = await Promise.all([
      reading.readRevision({ params }),
      telling.readReach({ params: fiche }),
    ]);
    return { revision, difference, people };
  });
  const decide = async (body: Decision) => {
    const revision = await api.decideRevision({ params, body });
    if (loading.state === 'ready') loading.show({ ...loading.value, revision });
    say(
      revision.significance === 'significant'
        ? 'La décision est enregistrée : les personnes abonnées vont être prévenues.'
        : 'La décision est enregistrée : personne n’est prévenu.',
    );
  };
  return (
    <Page title={`Révision ${number}`} overline={loading.state === 'ready' ? loading.value.revision.title : ficheId}>
      <Loaded of={loading}>
        {({ revision, difference, people }) => (
          <>
            <p>
              Modification <strong>{verdicts[revision.significance]}</strong>.{' '}
              {revision.significance === 'significant' && (
                <a href={`#/redaction/${audience}/${ficheId}/revisions/${number}/envoi`}>Suivre l’envoi des alertes</a>
              )}
            </p>
            <ProposalBox proposal={revision.proposal} />
            <h2>Ce qui a changé</h2>
            <SideBySide difference={difference} highlights={revision.proposal?.passages ?? []} />
            {revision.significance === 'undecided' && (
              <section aria-labelledby="decision">
                <h2 id="decision">Votre décision</h2>
                <DecisionForm
                  name={`revision-${audience}-${ficheId}-${number}`}
                  decided={null}
                  people={people}
                  action="Décider"
                  onDecide={decide}
                />
              </section>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
};
