import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, readAll } from '../web-service.ts';
import { decodeChunked, isChunked } from './chunked-body.ts';
import { checkWriteConditions } from './conditions.ts';
import type { ObjectStore, ReceivedBody, StoredObject } from './object-store.ts';
import { readUploadForm } from './post-form.ts';
import { checkPolicy, withinRange } from './post-policy.ts';
import { escapeXml, S3Error, xml } from './s3-error.ts';

export interface Written {
  object: StoredObject;
  answer: Answer;
}

const contentHeaders = ['content-type', 'content-encoding', 'content-language', 'content-disposition', 'cache-control', 'expires'];

/** The headers that stay with an object; the framing of its upload does not. */
const keptEntries = (headers: Iterable<[string, string]>): Record<string, string> =>
  Object.fromEntries(
    [...headers]
      .filter(([name]) => contentHeaders.includes(name) || name.startsWith('x-amz-meta-'))
      .map(([name, value]): [string, string] => [name, name === 'content-encoding' ? value.replace(/aws-chunked,?\s*/, '') : value])
      .filter(([, value]) => value !== ''),
  );

export const keptHeaders = (headers: IncomingHttpHeaders): Record<string, string> =>
  keptEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const checkDigest = (body: ReceivedBody, headers: IncomingHttpHeaders, trailers: Map<string, string>): void => {
  const md5 = headers['content-md5'];
  const crc32 = trailers.get('x-amz-checksum-crc32') ?? headers['x-amz-checksum-crc32'];
  const md5Holds = md5 === undefined || Buffer.from(String(md5), 'base64').toString('hex') === body.etag;
  if (!md5Holds || (crc32 !== undefined && crc32 !== body.crc32)) {
    throw new S3Error('BadDigest', 'The checksum you specified did not match what we received.');
  }
};

/** Takes in what was sent, out of its framing and checked against its digests. */
export const receiveBody = async (store: ObjectStore, headers: IncomingHttpHeaders, sent: AsyncIterable<Buffer>): Promise<ReceivedBody> => {
  const trailers = new Map<string, string>();
  const body = await store.receive(isChunked(headers) ? decodeChunked(sent, trailers) : sent).catch(() => {
    throw new S3Error('IncompleteBody', 'You did not provide the number of bytes specified by the Content-Length HTTP header');
  });
  try {
    checkDigest(body, headers, trailers);
  } catch (error) {
    store.discard(body);
    throw error;
  }
  return body;
};

/** PutObject, signed in its headers or in its address. */
export const putObject = async (
  store: ObjectStore,
  { bucket, key }: { bucket: string; key: string },
  headers: IncomingHttpHeaders,
  sent: AsyncIterable<Buffer>,
): Promise<Written> => {
  const body = await receiveBody(store, headers, sent);
  try {
    checkWriteConditions(headers, store.find(bucket, key));
  } catch (error) {
    store.discard(body);
    throw error;
  }
  const object = store.put(bucket, key, body, keptHeaders(headers));
  return { object, answer: { status: 200, headers: { etag: `"${object.etag}"` } } };
};

/** POST of a browser's form that carries a signed policy; the file goes to disk as it comes. */
export const postObject = async (
  store: ObjectStore,
  bucket: string,
  request: IncomingHttpHeaders,
  body: AsyncIterable<Buffer>,
): Promise<Written> => {
  const form = await readUploadForm(request['content-type'] ?? '', body);
  const range = checkPolicy(bucket, form.fields, Date.now());
  const key = (form.fields.get('key') ?? '').replaceAll('${filename}', form.fileName);
  const object = store.put(bucket, key, await store.receive(withinRange(form.file, range)), keptEntries(form.fields));
  const headers = { etag: `"${object.etag}"`, location: `http://${request.host}/${bucket}/${encodeURIComponent(key)}` };
  const status = Number(form.fields.get('success_action_status') ?? 204);
  if (status !== 201) return { object, answer: { status: status === 200 ? 200 : 204, headers } };
  const described = `<PostResponse><Location>${escapeXml(headers.location)}</Location><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>&quot;${object.etag}&quot;</ETag></PostResponse>`;
  const answer = xml(201, described);
  return { object, answer: { ...answer, headers: { ...answer.headers, ...headers } } };
};

const textOf = (escaped: string): string =>
  escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

/** DeleteObjects: the keys that were deleted, whether or not they were there. */
export const keysToDelete = async (body: AsyncIterable<Buffer>): Promise<string[]> =>
  [...(await readAll(body)).toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => textOf(key));
