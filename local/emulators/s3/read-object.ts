import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { isUnchanged } from './conditions.ts';
import type { StoredObject } from './object-store.ts';
import { S3Error } from './s3-error.ts';

interface Range {
  start: number;
  /** Inclusive. */
  end: number;
}

/** One range, as in `bytes=0-99`, `bytes=100-` or `bytes=-100`; undefined for the whole. Throws when none of it exists. */
const rangeOf = (header: string | undefined, size: number): Range | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) throw new S3Error('InvalidRange', 'The requested range is not satisfiable');
  return { start, end };
};

/** What a signed address may ask an answer to say in place of what the object says. */
export const OVERRIDES = ['response-content-disposition', 'response-content-type'];

const overridden = (address = '/'): Record<string, string> => {
  const { searchParams } = new URL(address, 'http://s3');
  return Object.fromEntries(
    OVERRIDES.flatMap((name) => (searchParams.has(name) ? [[name.replace('response-', ''), searchParams.get(name) ?? '']] : [])),
  );
};

/** GetObject and HeadObject. */
export const readObject = async (object: StoredObject, request: IncomingMessage, response: ServerResponse): Promise<undefined> => {
  const headers = { etag: `"${object.etag}"`, 'last-modified': new Date(object.modified).toUTCString(), 'accept-ranges': 'bytes' };
  if (isUnchanged(request.headers, object)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = rangeOf(request.headers.range, object.size);
  response.writeHead(range ? 206 : 200, {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...overridden(request.url),
    ...headers,
    'content-length': range ? range.end - range.start + 1 : object.size,
    ...(range && { 'content-range': `bytes ${range.start}-${range.end}/${object.size}` }),
  });
  if (request.method === 'HEAD' || object.size === 0) response.end();
  else await pipeline(createReadStream(object.file, range), response).catch(() => response.destroy());
};
