import { editing } from '../../../../schemas/routes/editing.ts';
import { ApiProblem } from '../../../client.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi } from '../../frame/parvis.ts';
import { NewDraft } from './new-draft.tsx';
import { OpenDraft } from './open-draft.tsx';

/** The draft of a fiche: begun here, changed, decided and published. */
export const DraftPage: PageOf<'audience' | 'ficheId'> = ({ audience, ficheId }) => {
  const fiche = { audience, ficheId };
  const api = useApi(editing);
  const loading = useLoading(() =>
    api.readDraft({ params: fiche }).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.kind === 'draft-not-found') return undefined;
      throw error;
    }),
  );
  return (
    <Page title="Modifier la fiche" overline={loading.state === 'ready' && loading.value ? loading.value.draft.title : ficheId}>
      <Loaded of={loading}>
        {(read) =>
          read ? <OpenDraft fiche={fiche} read={read} onChanged={loading.reload} /> : <NewDraft fiche={fiche} onOpened={loading.reload} />
        }
      </Loaded>
    </Page>
  );
};
