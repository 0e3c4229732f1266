import type { UploadForm } from '../../../../schemas/document.ts';
import { ConnectionLost } from '../../calls/authorised.ts';
import { FileNotTaken } from '../../calls/file-not-taken.ts';

/** Sends one file straight to storage, and tells how much of it has left. Only this kind of request tells a page of its progress. */
export const sendFile = ({ url, fields }: UploadForm, file: File, onProgress: (part: number) => void): Promise<void> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => (request.status < 300 ? resolve() : reject(new FileNotTaken())));
    request.addEventListener('error', () => reject(new ConnectionLost()));
    request.send(form);
  });
};
