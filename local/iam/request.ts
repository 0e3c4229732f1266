import type { IncomingHttpHeaders } from 'node:http';
import type { Place } from '../assembly.ts';

export const services = ['dynamodb', 'sqs', 'sns', 's3', 'ses', 'secretsmanager', 'kms'] as const;
export type Service = (typeof services)[number];

/** A call to an AWS service as it comes over the wire. `body` is empty, or only its beginning, where deciding needs no more and it is streamed on. */
export interface AwsRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Knows which identities mail may be sent from, since SES checks the address when it is one, else its domain. */
export interface Facts {
  place: Place;
  mailIdentities: ReadonlySet<string>;
}

/** The access key that signed a request, and the service it is signed for. */
export interface Signature {
  accessKeyId: string;
  service: string;
}

export const isForm = ({ headers }: AwsRequest): boolean => headers['content-type']?.startsWith('multipart/form-data') === true;

/** A field of a browser's upload form. */
export const formField = (request: AwsRequest, name: string): string | undefined => {
  if (!isForm(request)) return undefined;
  const head = request.body.toString('utf8');
  return new RegExp(`name="${name}"\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n([^\\r]*)\\r\\n`, 'i').exec(head)?.[1];
};

/** Who calls, from the header, the presigned address or the upload form; undefined for an unsigned request. Signatures are not verified. */
export const signatureOf = (request: AwsRequest): Signature | undefined => {
  const credential =
    /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ??
    request.url.searchParams.get('X-Amz-Credential') ??
    formField(request, 'x-amz-credential');
  const [accessKeyId, , , service] = credential?.split('/') ?? [];
  return accessKeyId && service ? { accessKeyId, service } : undefined;
};
