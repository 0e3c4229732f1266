import { documents } from '../../../../schemas/routes/documents.ts';
import { Loaded, useLoading } from '../../calls/loading.tsx';
import { useApi, useParvis } from '../../frame/parvis.ts';
import { Expiry } from '../documents/expiry.tsx';
import { Tile } from './tile.tsx';

/** The latest documents; those that expire say so. */
export const DocumentsTile = () => {
  const { me } = useParvis();
  const api = useApi(documents);
  const spaceId = me.personalSpaceId;
  const latest = useLoading(() => api.listDocuments({ params: { spaceId }, query: { limit: 4 } }));
  return (
    <Tile title="Mes documents" to={`/espaces/${spaceId}/documents`}>
      <Loaded of={latest}>
        {({ items }) =>
          items.length === 0 ? (
            <p>Gardez ici vos justificatifs, prêts pour vos démarches.</p>
          ) : (
            <ul>
              {items.map(({ id, name, expiresOn }) => (
                <li key={id}>
                  <a href={`#/espaces/${spaceId}/documents/${id}`}>{name}</a> <Expiry on={expiresOn} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Tile>
  );
};
