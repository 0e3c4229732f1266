import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, readAll } from '../web-service.ts';
import type { ObjectStore, ReceivedBody } from './object-store.ts';
import { escapeXml, S3Error, xml } from './s3-error.ts';
import { keptHeaders, receiveBody, type Written } from './write-object.ts';

interface Upload {
  headers: Record<string, string>;
  parts: Map<number, ReceivedBody>;
}

interface Place {
  bucket: string;
  key: string;
}

/** Uploads in parts that are under way; they do not outlive the process, as no lifecycle rule runs here that would end them. */
export interface Multipart {
  begin(place: Place, headers: IncomingHttpHeaders): Answer;
  takePart(query: URLSearchParams, headers: IncomingHttpHeaders, sent: AsyncIterable<Buffer>): Promise<Answer>;
  complete(place: Place, query: URLSearchParams, body: AsyncIterable<Buffer>): Promise<Written>;
  abort(query: URLSearchParams): Answer;
}

/** Except of the last part. */
const LEAST_BYTES = 5 * 1024 * 1024;

export const multipart = (store: ObjectStore): Multipart => {
  const uploads = new Map<string, Upload>();
  const uploadOf = (query: URLSearchParams): Upload => {
    const upload = uploads.get(query.get('uploadId') ?? '');
    if (!upload) throw new S3Error('NoSuchUpload', 'The specified multipart upload does not exist.');
    return upload;
  };
  const end = (query: URLSearchParams): void => {
    for (const part of uploadOf(query).parts.values()) store.discard(part);
    uploads.delete(query.get('uploadId') ?? '');
  };
  return {
    begin({ bucket, key }, headers) {
      const id = randomUUID();
      uploads.set(id, { headers: keptHeaders(headers), parts: new Map() });
      const described = `<Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId>`;
      return xml(200, `<InitiateMultipartUploadResult>${described}</InitiateMultipartUploadResult>`);
    },
    async takePart(query, headers, sent) {
      const { parts } = uploadOf(query);
      const number = Number(query.get('partNumber'));
      const body = await receiveBody(store, headers, sent);
      const before = parts.get(number);
      if (before) store.discard(before);
      parts.set(number, body);
      return { status: 200, headers: { etag: `"${body.etag}"` } };
    },
    async complete({ bucket, key }, query, body) {
      const { headers, parts } = uploadOf(query);
      const named = [...(await readAll(body)).toString('utf8').matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map(([, number]) =>
        Number(number),
      );
      const chosen = named.map((number) => parts.get(number));
      if (chosen.length === 0 || chosen.some((part) => !part))
        throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.');
      const whole = chosen.filter((part) => part !== undefined);
      if (whole.slice(0, -1).some(({ size }) => size < LEAST_BYTES))
        throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed object size.');
      const together = await store.receive(joined(store, whole));
      const digest = createHash('md5')
        .update(Buffer.from(whole.map(({ etag }) => etag).join(''), 'hex'))
        .digest('hex');
      const object = store.put(bucket, key, { ...together, etag: `${digest}-${whole.length}` }, headers);
      end(query);
      const described = `<Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>&quot;${object.etag}&quot;</ETag>`;
      return { object, answer: xml(200, `<CompleteMultipartUploadResult>${described}</CompleteMultipartUploadResult>`) };
    },
    abort(query) {
      end(query);
      return { status: 204 };
    },
  };
};

async function* joined(store: ObjectStore, parts: ReceivedBody[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield* store.read(part);
}
