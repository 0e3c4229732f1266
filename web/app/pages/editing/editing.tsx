import { editing } from '../../../../schemas/routes/editing.ts';
import { Loaded } from '../../calls/loading.tsx';
import { More, usePages } from '../../calls/pages.tsx';
import { Page } from '../../frame/page.tsx';
import { useApi } from '../../frame/parvis.ts';
import { counted, frenchMoment } from '../../french.ts';
import { FindFiche } from './find-fiche.tsx';

/** What waits for an editor's word, and the way to a fiche to change. */
export const Editing = () => {
  const api = useApi(editing);
  const reviews = usePages((cursor) => api.listRevisionsToReview({ query: { cursor } }));
  return (
    <Page title="Rédaction">
      <section aria-labelledby="a-decider">
        <h2 id="a-decider">Révisions à décider</h2>
        <Loaded of={reviews}>
          {({ items }) =>
            items.length === 0 ? (
              <p class="empty">Aucune révision n’attend de décision.</p>
            ) : (
              <ul class="cards">
                {items.map(({ audience, ficheId, revision, title, publishedAt, proposal, wordsAdded, wordsRemoved }) => (
                  <li class="card" key={`${audience}/${ficheId}/${revision}`}>
                    <h3 class="card-title">
                      <a href={`#/redaction/${audience}/${ficheId}/revisions/${revision}`}>{title}</a>
                    </h3>
                    <p class="facts">
                      Révision {revision}, importée le {frenchMoment(publishedAt)} – {counted(wordsAdded, 'mot ajouté', 'mots ajoutés')},{' '}
                      {counted(wordsRemoved, 'mot supprimé', 'mots supprimés')}
                    </p>
                    {proposal && <p>Proposition : {proposal.significant ? 'significative' : 'mineure'}</p>}
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        <More pages={reviews} what="les révisions suivantes" />
      </section>
      <FindFiche />
    </Page>
  );
};
