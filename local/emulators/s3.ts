/**
 * S3 on disk, for what Parvis does with it: large archives through signed forms, conditional writes, ranges, CORS, and news of each object.
 * The ready-made emulators lose data or refuse an official archive: docs/decisions/0007-local-aws-emulators.md tells which and how.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Emulator, ObjectEvent } from '../emulator.ts';
import { type EmulatorOptions, ofType } from './resource.ts';
import { allowOrigin, type CorsRule } from './s3/cors.ts';
import { listObjects } from './s3/listing.ts';
import { multipart } from './s3/multipart.ts';
import { type ObjectStore, openObjectStore, type StoredObject } from './s3/object-store.ts';
import { OVERRIDES, readObject } from './s3/read-object.ts';
import { errorAnswer, escapeXml, S3Error, xml } from './s3/s3-error.ts';
import { keysToDelete, postObject, putObject, type Written } from './s3/write-object.ts';
import { type Answer, serve } from './web-service.ts';

export interface S3Options extends EmulatorOptions {
  onObject?: (event: ObjectEvent) => void;
}

type Body = AsyncIterable<Buffer>;

interface Target {
  bucket: string;
  key: string;
  query: URLSearchParams;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  target: Target;
  body: Body;
}

/** A sender that is still sending would take an early answer for a broken connection. */
const readToTheEnd = async (body: Body): Promise<void> => {
  for await (const _ of body);
};

const targetOf = (request: IncomingMessage): Target => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
  const [bucket = '', ...key] = pathname.slice(1).split('/');
  return { bucket, key: decodeURIComponent(key.join('/')), query: searchParams };
};

const listing = ['list-type', 'prefix', 'delimiter', 'start-after', 'continuation-token', 'max-keys', 'encoding-type', 'fetch-owner'];

const inParts = ['uploads', 'uploadId', 'partNumber'];

/** A question that would be answered as if half of it were not there is refused instead. */
const checkSupported = ({ headers }: IncomingMessage, { key, query }: Target): void => {
  const known = key === '' ? [...listing, 'delete'] : [...inParts, ...OVERRIDES];
  const unknown = [...query.keys()].filter((name) => !known.includes(name) && name !== 'x-id' && !/^x-amz-/i.test(name));
  const asked = headers['x-amz-copy-source'] === undefined ? unknown : ['x-amz-copy-source'];
  if (asked.length > 0) throw new S3Error('NotImplemented', `The local object store does not support ${asked.join(', ')}`);
};

const checkExpiry = (query: URLSearchParams): void => {
  if (!query.has('X-Amz-Expires')) return;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!(Date.now() < signedAt + Number(query.get('X-Amz-Expires')) * 1000)) throw new S3Error('AccessDenied', 'Request has expired');
};

const found = (store: ObjectStore, { bucket, key }: Target): StoredObject => {
  const object = store.find(bucket, key);
  if (!object) throw new S3Error('NoSuchKey', 'The specified key does not exist.');
  return object;
};

const isForm = ({ headers }: IncomingMessage): boolean => headers['content-type']?.startsWith('multipart/form-data') === true;

/** S3 with the buckets of the template. Signatures are not checked: who may do what is the business of whoever stands in front. */
export const startS3 = async ({ resources, dataDir, onObject = () => {} }: S3Options): Promise<Emulator> => {
  const cors = new Map(
    ofType(resources, 'AWS::S3::Bucket').map(({ name, properties }) => {
      const { CorsRules = [] } = (properties['CorsConfiguration'] ?? {}) as { CorsRules?: CorsRule[] };
      return [name, CorsRules];
    }),
  );
  const store = openObjectStore(join(dataDir, 's3'));
  const parts = multipart(store);

  const created = ({ bucket }: Target, name: ObjectEvent['name'], { object, answer }: Written): Answer => {
    onObject({ bucket, key: object.key, name, size: object.size, eTag: object.etag });
    return answer;
  };
  const remove = (bucket: string, key: string) => {
    if (store.delete(bucket, key)) onObject({ bucket, key, name: 'ObjectRemoved:Delete', size: 0, eTag: '' });
  };

  const onBucket = async (request: IncomingMessage, target: Target, body: Body): Promise<Answer> => {
    if (request.method === 'POST' && isForm(request))
      return created(target, 'ObjectCreated:Post', await postObject(store, target.bucket, request.headers, body));
    if (request.method === 'POST' && target.query.has('delete')) {
      const keys = await keysToDelete(body);
      for (const key of keys) remove(target.bucket, key);
      return xml(200, `<DeleteResult>${keys.map((key) => `<Deleted><Key>${escapeXml(key)}</Key></Deleted>`).join('')}</DeleteResult>`);
    }
    if (request.method === 'GET' && target.query.get('list-type') === '2') return listObjects(store, target.bucket, target.query);
    if (request.method === 'HEAD') return { status: 200 };
    throw new S3Error('NotImplemented', `The local object store does not support ${request.method} of a bucket`);
  };

  const onPart = async ({ request: { method, headers }, target, body }: Exchange): Promise<Answer> => {
    if (method === 'POST' && target.query.has('uploads')) return parts.begin(target, headers);
    if (method === 'PUT') return parts.takePart(target.query, headers, body);
    if (method === 'POST')
      return created(target, 'ObjectCreated:CompleteMultipartUpload', await parts.complete(target, target.query, body));
    if (method === 'DELETE') return parts.abort(target.query);
    throw new S3Error('NotImplemented', `The local object store does not support ${method} of an upload in parts`);
  };

  const onKey = async (exchange: Exchange): Promise<Answer | undefined> => {
    const { request, response, target, body } = exchange;
    if (inParts.some((name) => target.query.has(name))) return onPart(exchange);
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return readObject(found(store, target), request, response);
      case 'PUT':
        return created(target, 'ObjectCreated:Put', await putObject(store, target, request.headers, body));
      case 'DELETE':
        remove(target.bucket, target.key);
        return { status: 204 };
      default:
        throw new S3Error('NotImplemented', `The local object store does not support ${request.method} of an object`);
    }
  };

  const service = await serve('s3', async (request, response) => {
    const body = request.iterator({ destroyOnReturn: false });
    try {
      const target = targetOf(request);
      const rules = cors.get(target.bucket);
      if (!rules) throw new S3Error('NoSuchBucket', `The specified bucket does not exist: ${target.bucket}`);
      const allowed = allowOrigin(rules, request, response);
      if (request.method === 'OPTIONS') return { status: allowed ? 200 : 403 };
      checkSupported(request, target);
      checkExpiry(target.query);
      return await (target.key === '' ? onBucket(request, target, body) : onKey({ request, response, target, body }));
    } catch (error) {
      if (!(error instanceof S3Error)) throw error;
      await readToTheEnd(body);
      return errorAnswer(error);
    }
  });
  return {
    url: service.url,
    async stop() {
      await service.stop();
      store.close();
    },
  };
};
