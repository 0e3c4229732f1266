import type { Answer } from '../web-service.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { escapeXml, xml } from './s3-error.ts';

const MOST_KEYS = 1_000;

interface Page {
  objects: StoredObject[];
  prefixes: string[];
  /** The last key or prefix of this page, when there is more after it. */
  next: string | undefined;
}

interface PageRequest {
  prefix: string;
  delimiter: string;
  /** The last key or prefix of the page before. */
  after: string;
  most: number;
}

const readPage = (objects: Iterable<StoredObject>, { prefix, delimiter, after, most }: PageRequest): Page => {
  const page: Page = { objects: [], prefixes: [], next: undefined };
  let last = '';
  for (const object of objects) {
    if (!object.key.startsWith(prefix)) break;
    const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
    const group = cut < 0 ? undefined : object.key.slice(0, cut + delimiter.length);
    const entry = group ?? object.key;
    if (object.key === after || entry === after || entry === last) continue;
    if (page.objects.length + page.prefixes.length === most) return { ...page, next: last };
    if (group) page.prefixes.push(group);
    else page.objects.push(object);
    last = entry;
  }
  return page;
};

/** In the order of bytes, as keys are. */
const laterOf = (one: string, other: string): string => (Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0 ? one : other);

/** ListObjectsV2. */
export const listObjects = (store: ObjectStore, bucket: string, query: URLSearchParams): Answer => {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString('utf8');
  const most = Math.min(Number(query.get('max-keys') ?? MOST_KEYS), MOST_KEYS);
  const written = (key: string) => (query.get('encoding-type') === 'url' ? encodeURIComponent(key) : escapeXml(key));
  const { objects, prefixes, next } = readPage(store.from(bucket, laterOf(after, prefix)), { prefix, delimiter, after, most });
  const contents = objects.map(
    ({ key, modified, etag, size }) =>
      `<Contents><Key>${written(key)}</Key><LastModified>${new Date(modified).toISOString()}</LastModified><ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  const common = prefixes.map((group) => `<CommonPrefixes><Prefix>${written(group)}</Prefix></CommonPrefixes>`);
  const more = next === undefined ? '' : `<NextContinuationToken>${Buffer.from(next).toString('base64url')}</NextContinuationToken>`;
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${bucket}</Name><Prefix>${written(prefix)}</Prefix><KeyCount>${objects.length + prefixes.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${next !== undefined}</IsTruncated>${contents.join('')}${common.join('')}${more}</ListBucketResult>`,
  );
};
