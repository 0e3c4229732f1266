import type { Need } from '../policy.ts';
import { type AwsRequest, formField } from '../request.ts';

const arn = (bucket: string, key = ''): string => `arn:aws:s3:::${bucket}${key && `/${key}`}`;

/** Bucket and key of a path-style address. */
export const objectOf = ({ pathname }: URL): { bucket: string; key: string } => {
  const [bucket = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  return { bucket, key: rest.join('/') };
};

/** What reading a bucket's listing needs: also what makes S3 tell a missing object from a forbidden one. */
export const listNeed = (bucket: string, prefix?: string): Need => ({
  action: 's3:ListBucket',
  resource: arn(bucket),
  ...(prefix !== undefined && { context: { 's3:prefix': [prefix] } }),
});

const bucketNeeds = (request: AwsRequest, bucket: string): Need[] => {
  const { method, url, body } = request;
  const form = formField(request, 'key');
  if (method === 'POST' && form !== undefined) return [{ action: 's3:PutObject', resource: arn(bucket, form) }];
  if (method === 'POST' && url.searchParams.has('delete')) {
    const keys = [...body.toString('utf8').matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
    return keys.map((key) => ({ action: 's3:DeleteObject', resource: arn(bucket, key) }));
  }
  if (url.searchParams.has('location')) return [{ action: 's3:GetBucketLocation', resource: arn(bucket) }];
  if (method === 'GET' || method === 'HEAD') return [listNeed(bucket, url.searchParams.get('prefix') ?? '')];
  throw new Error(`s3 ${method} on a bucket is not known to the local gateway`);
};

const writeNeeds = ({ url, headers }: AwsRequest, resource: string): Need[] => {
  if (url.searchParams.has('tagging')) return [{ action: 's3:PutObjectTagging', resource }];
  const source = headers['x-amz-copy-source'];
  const copied = source ? objectOf(new URL(`/${String(source).replace(/^\//, '')}`, 'http://s3')) : undefined;
  return [
    { action: 's3:PutObject', resource },
    ...(headers['x-amz-tagging'] ? [{ action: 's3:PutObjectTagging', resource }] : []),
    ...(copied ? [{ action: 's3:GetObject', resource: arn(copied.bucket, copied.key) }] : []),
  ];
};

/** What a request on a bucket or an object needs, multipart uploads and copies included. */
export const s3Needs = (request: AwsRequest): Need[] => {
  const { method, url } = request;
  const { bucket, key } = objectOf(url);
  if (!bucket) return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (!key) return bucketNeeds(request, bucket);
  const resource = arn(bucket, key);
  const suffix = url.searchParams.has('tagging') ? 'Tagging' : url.searchParams.has('versionId') ? 'Version' : '';
  if (method === 'GET' || method === 'HEAD') return [{ action: `s3:GetObject${suffix}`, resource }];
  if (method === 'PUT' || method === 'POST') return writeNeeds(request, resource);
  if (method === 'DELETE')
    return [{ action: url.searchParams.has('uploadId') ? 's3:AbortMultipartUpload' : `s3:DeleteObject${suffix}`, resource }];
  throw new Error(`s3 ${method} on an object is not known to the local gateway`);
};
