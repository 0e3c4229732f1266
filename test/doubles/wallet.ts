import { crc32, deflateSync } from 'node:zlib';
import type { UploadForm } from '../../schemas/document.ts';

/** A small but whole PDF, padded with comments up to a size in bytes. */
export const pdf = (size?: number): Buffer => {
  const body = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n');
  const end = Buffer.from('trailer<</Root 1 0 R>>\n%%EOF\n');
  const padding = size === undefined ? 0 : size - body.length - end.length;
  return Buffer.concat([body, Buffer.alloc(Math.max(0, padding), '%'), end]);
};

const chunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A picture of one colour. */
export const png = (width = 8, height = 8): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const rows = Buffer.alloc(height * (1 + width * 3), 0x40);
  for (let row = 0; row < height; row++) rows[row * (1 + width * 3)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** The file by which scanners are tried, inside something that looks like a PDF; in two parts, so that no scanner takes this source for it. */
export const eicar = (): Buffer =>
  Buffer.from(`%PDF-1.4\n${['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')}\n%%EOF\n`);

/** Sends a file as a page does; gives the status of storage. */
export const sendForm = async ({ url, fields }: UploadForm, bytes: Uint8Array): Promise<number> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'file');
  return (await fetch(url, { method: 'POST', body: form })).status;
};
