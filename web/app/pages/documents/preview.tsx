import type { SpaceId } from '../../../../schemas/account.ts';
import type { DocumentId, FileId } from '../../../../schemas/document.ts';
import { documents } from '../../../../schemas/routes/documents.ts';
import { useLoading } from '../../calls/loading.tsx';
import { useApi } from '../../frame/parvis.ts';

/** A small picture of a file; without one nothing is missing, so that it fails in silence. */
export const Preview = ({ params, name }: { params: { spaceId: SpaceId; documentId: DocumentId; fileId: FileId }; name: string }) => {
  const api = useApi(documents);
  const link = useLoading(() => api.giveFileLink({ params, body: { what: 'preview' } }), [params.fileId]);
  return link.state === 'ready' ? <img class="preview" src={link.value.address} alt={`Aperçu de « ${name} »`} /> : null;
};
