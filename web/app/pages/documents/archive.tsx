import { useEffect } from 'preact/hooks';
import type { SpaceId } from '../../../../schemas/account.ts';
import { walletArchives } from '../../../../schemas/routes/wallet-archives.ts';
import { ApiProblem } from '../../../client.ts';
import { Failure } from '../../calls/failure.tsx';
import { useLoading } from '../../calls/loading.tsx';
import { useSending } from '../../calls/sending.ts';
import { useApi } from '../../frame/parvis.ts';
import { counted, frenchMoment } from '../../french.ts';
import { sizeOf } from './sizes.ts';

const LOOK_MILLISECONDS = 3000;

/** All the files of a space in one archive, made in the background. */
export const Archive = ({ spaceId }: { spaceId: SpaceId }) => {
  const api = useApi(walletArchives);
  const { busy, error, send } = useSending();
  const params = { spaceId };
  const latest = useLoading(
    () =>
      api.readArchive({ params }).catch((failure: unknown) => {
        if (failure instanceof ApiProblem && failure.kind === 'archive-not-found') return undefined;
        throw failure;
      }),
    [spaceId],
  );
  const archive = latest.state === 'ready' ? latest.value : undefined;
  const making = archive?.state === 'in-the-making';
  useEffect(() => {
    if (!making) return undefined;
    const timer = setInterval(latest.reload, LOOK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [making, latest.reload]);
  const ask = () => send(async () => latest.show(await api.askForArchive({ params })));
  const download = () => send(async () => location.assign((await api.giveArchiveLink({ params })).address));
  return (
    <details class="disclosure">
      <summary>Tout télécharger</summary>
      <p>Tous les fichiers de cet espace en une seule archive (ZIP), préparée en arrière-plan.</p>
      {error !== undefined && <Failure error={error} />}
      <div role="status">
        {making && <p class="facts">L’archive est en préparation…</p>}
        {archive?.state === 'ready' && (
          <p class="facts">
            Archive prête : {counted(archive.files, 'fichier')}, {sizeOf(archive.bytes)}
            {archive.availableUntil && `, disponible jusqu’au ${frenchMoment(archive.availableUntil)}`}.
          </p>
        )}
      </div>
      <p class="actions">
        {archive?.state === 'ready' && (
          <button type="button" aria-busy={busy} onClick={() => void download()}>
            Télécharger l’archive
          </button>
        )}
        {!making && (
          <button type="button" class="quiet" aria-busy={busy} onClick={() => void ask()}>
            {archive ? 'Préparer une nouvelle archive' : 'Préparer l’archive'}
          </button>
        )}
      </p>
    </details>
  );
};
