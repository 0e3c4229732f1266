import { members as routes } from '../../../../schemas/routes/members.ts';
import type { Space } from '../../../../schemas/space.ts';
import type { SpaceAction } from '../../../../schemas/space-action.ts';
import { Failure } from '../../calls/failure.tsx';
import { useSending } from '../../calls/sending.ts';
import { useApi } from '../../frame/parvis.ts';
import { feedTable } from './feed-table.ts';

/** As many as one page of the API gives. */
const PAGE = 100;

const save = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
};

/** Before a space is closed: its documents in one archive, its members and all that was done in one table. */
export const KeepCopy = ({ space }: { space: Space }) => {
  const api = useApi(routes);
  const { error, busy, send } = useSending();
  const params = { spaceId: space.id };
  const keep = () =>
    send(async () => {
      const { items: members } = await api.listMembers({ params });
      const actions: SpaceAction[] = [];
      let cursor: string | undefined;
      do {
        const { items, next } = await api.listActions({ params, query: { limit: PAGE, cursor } });
        actions.push(...items);
        cursor = next ?? undefined;
      } while (cursor !== undefined);
      save('membres-et-activite.csv', feedTable(members, actions));
    });
  return (
    <>
      {error !== undefined && <Failure error={error} />}
      <p>
        Gardez d’abord ce qui doit l’être : ses <a href={`#/espaces/${space.id}/documents`}>documents</a>, en une seule archive, et la liste
        de ses membres avec toute son activité.
      </p>
      <p>
        <button type="button" class="quiet" disabled={busy} onClick={() => void keep()}>
          Télécharger les membres et l’activité
        </button>
      </p>
    </>
  );
};
