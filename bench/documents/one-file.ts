import type { UploadForm } from '../../schemas/document.ts';

/** A PDF of 100 kB. */
export const onePage: Uint8Array<ArrayBuffer> = new Uint8Array(100_000).fill(0x25);
onePage.set(new TextEncoder().encode('%PDF-1.4\n'));

/** Sends a file as a page does. */
export const sendFile = async ({ url, fields }: UploadForm, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes]), 'carte.pdf');
  const reply = await fetch(url, { method: 'POST', body: form });
  if (!reply.ok) throw new Error(`storage answers ${reply.status}`);
};
