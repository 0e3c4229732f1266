import type { SpaceId } from '../../../../schemas/account.ts';
import type { DocumentId, FileId } from '../../../../schemas/document.ts';
import type { documents } from '../../../../schemas/routes/documents.ts';
import type { Client } from '../../../client.ts';
import { sendFile } from './send-file.ts';

export interface Upload {
  name: string;
  /** From 0 to 1. */
  part: number;
}

interface Destination {
  spaceId: SpaceId;
  documentId: DocumentId;
  /** The file whose place the first one takes. */
  replaces?: FileId;
}

interface Watch {
  onProgress: (upload: Upload | undefined) => void;
  onSent?: (file: File) => void;
}

/** Sends files one after another, each with its place reserved first; what was sent stays when a later one is refused. */
export const uploadAll = async (
  api: Pick<Client<typeof documents>, 'openUpload'>,
  { replaces, ...params }: Destination,
  files: File[],
  { onProgress, onSent }: Watch,
): Promise<void> => {
  try {
    for (const file of files) {
      onProgress({ name: file.name, part: 0 });
      const { upload } = await api.openUpload({ params, body: { name: file.name, size: file.size, replaces: replaces ?? null } });
      await sendFile(upload, file, (part) => onProgress({ name: file.name, part }));
      onSent?.(file);
    }
  } finally {
    onProgress(undefined);
  }
};
