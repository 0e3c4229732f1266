import type { OutgoingHttpHeaders } from 'node:http';
import type { Assembly, Json, LocalResource } from '../assembly.ts';
import { readStatements } from '../iam/policy.ts';
import type { Origin } from './exchange.ts';

/** Headers of an object that a browser is told, and those of a request that may spare it the object. */
const told = ['content-type', 'content-encoding', 'content-language', 'cache-control', 'content-disposition', 'etag', 'last-modified'];
const conditional = ['if-none-match', 'if-modified-since'];

/** Whether the bucket's policy lets its readers list it: without it, S3 calls a missing object forbidden. */
const tellsMissing = (assembly: Assembly, bucketName: string): boolean =>
  assembly
    .resources('AWS::S3::BucketPolicy')
    .filter(({ props }) => props['Bucket'] === bucketName)
    .flatMap(({ props }) => readStatements(props['PolicyDocument'] as Json))
    .some(({ effect, actions }) => effect === 'Allow' && 'only' in actions && actions.only.includes('s3:ListBucket'));

/** A bucket behind a distribution, read from the S3 emulator. */
export const bucketOrigin = (assembly: Assembly, { stack, id }: LocalResource, s3Address: string): Origin => {
  const name = assembly.name(stack, id);
  const missing = tellsMissing(assembly, name) ? 404 : 403;
  return async ({ address, headers }) => {
    const { pathname } = new URL(address, s3Address);
    const passed = Object.fromEntries(conditional.flatMap((header) => (headers[header] ? [[header, String(headers[header])]] : [])));
    const reply = await fetch(`${s3Address}/${name}${pathname}`, { headers: { ...passed, 'accept-encoding': 'identity' } });
    const body = Buffer.from(await reply.arrayBuffer());
    const kept: OutgoingHttpHeaders = Object.fromEntries(
      told.flatMap((header) => (reply.headers.has(header) ? [[header, reply.headers.get(header) ?? '']] : [])),
    );
    return { status: reply.status === 404 ? missing : reply.status, headers: kept, body };
  };
};
