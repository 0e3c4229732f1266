import { useState } from 'preact/hooks';
import { members } from '../../../../schemas/routes/members.ts';
import { spaces } from '../../../../schemas/routes/spaces.ts';
import type { Space } from '../../../../schemas/space.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { Confirmed } from '../../forms/confirmed.tsx';
import { Page } from '../../frame/page.tsx';
import type { PageOf } from '../../frame/pages.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { nameOf } from '../../frame/space-name.ts';
import { CloseSpace } from './close-space.tsx';
import { RenameSpace } from './rename-space.tsx';

export const SpaceSettings: PageOf<'spaceId'> = ({ spaceId }) => {
  const api = useApi(spaces);
  const { refresh } = useParvis();
  const loading = useLoading(() => api.readSpace({ params: { spaceId } }), [spaceId]);
  const changed = (space: Space) => {
    loading.show(space);
    refresh();
  };
  return (
    <Page title="Réglages de l’espace" overline={loading.state === 'ready' ? nameOf(loading.value) : undefined}>
      <Loaded of={loading}>
        {(space) => (
          <>
            <RenameSpace key={space.version} space={space} onChanged={changed} />
            {space.members > 1 ? <LeaveSpace space={space} /> : <CloseSpace space={space} onChanged={changed} />}
          </>
        )}
      </Loaded>
    </Page>
  );
};

const LeaveSpace = ({ space }: { space: Space }) => {
  const api = useApi(members);
  const { refresh, leaveTo } = useParvis();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    await api.leaveSpace({ params: { spaceId: space.id } });
    refresh();
    leaveTo('/espaces', `Vous avez quitté « ${space.name} ».`);
  };
  return (
    <section aria-labelledby="quitter">
      <h2 id="quitter">Quitter cet espace</h2>
      <p>Les autres membres gardent l’espace et tout ce qu’il contient. Pour y revenir, il vous faudra une nouvelle invitation.</p>
      <p>
        <button type="button" class="danger" onClick={() => setAsking(true)}>
          Quitter cet espace
        </button>
      </p>
      {asking && (
        <Confirmed title={`Quitter « ${space.name} » ?`} action="Quitter" onConfirm={leave} onClose={() => setAsking(false)}>
          <p>Vous n’aurez plus accès à ses documents ni à ses démarches, et vos abonnements dans cet espace prennent fin.</p>
        </Confirmed>
      )}
    </section>
  );
};
