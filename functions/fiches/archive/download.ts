import { MAX_ARCHIVE_BYTES } from '../../../schemas/routes/imports.ts';

export interface Downloaded {
  bytes: Buffer;
  etag: string | null;
  lastModified: string | null;
}

/** What the site said of the archive that was fetched last. */
export interface Known {
  etag: string | null;
  lastModified: string | null;
}

/** The archive at an address; `unchanged` when the site says that it is still the known one. Throws when it cannot be had. */
export type Download = (address: string, known: Known | undefined) => Promise<Downloaded | 'unchanged'>;

const MAX_REDIRECTS = 3;
/** For one address, in milliseconds: three of them fit the time of the function that asks for all. */
const PATIENCE = 80_000;
const redirects = new Set([301, 302, 303, 307, 308]);

const secure = (address: string | URL): URL => {
  const url = new URL(address);
  if (url.protocol !== 'https:') throw new Error('an archive is only fetched over https');
  return url;
};

const conditions = (known: Known | undefined): Record<string, string> => ({
  ...(known?.etag && { 'if-none-match': known.etag }),
  ...(known?.lastModified && { 'if-modified-since': known.lastModified }),
});

const bounded = async (body: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > most) throw new Error('the archive is larger than an archive may be');
    parts.push(part);
  }
  return Buffer.concat(parts, size);
};

/** Follows redirections only from https to https, and never takes in more than `most` bytes. */
export const httpsDownload =
  (send: typeof fetch, most = MAX_ARCHIVE_BYTES): Download =>
  async (address, known) => {
    const signal = AbortSignal.timeout(PATIENCE);
    let url = secure(address);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await send(url, { redirect: 'manual', headers: conditions(known), signal });
      const location = response.headers.get('location');
      if (redirects.has(response.status) && location) {
        await response.body?.cancel();
        url = secure(new URL(location, url));
        continue;
      }
      if (response.status === 304) return 'unchanged';
      if (response.status !== 200 || !response.body) throw new Error(`the site answered ${response.status}`);
      return {
        bytes: await bounded(response.body, most),
        etag: response.headers.get('etag'),
        lastModified: response.headers.get('last-modified'),
      };
    }
    throw new Error('too many redirections');
  };
