import { randomUUID } from 'node:crypto';
import type { AwsRequest, Service } from './request.ts';

export interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const escapeXml = (text: string): string => text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);

const json = (message: string, status = 400, headers: Record<string, string> = {}): Refusal => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', ...headers },
  body: JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', Message: message, message }),
});

const query = (code: string, message: string): Refusal => ({
  status: 403,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
});

const shapes: Record<Service, (message: string, request: AwsRequest) => Refusal> = {
  dynamodb: (message) => json(message),
  secretsmanager: (message) => json(message),
  kms: (message) => json(message),
  sqs: (message) => json(message, 403, { 'x-amzn-query-error': 'AccessDenied;Sender' }),
  sns: (message) => query('AuthorizationError', message),
  ses: (message, { url }) =>
    url.pathname.startsWith('/v2/')
      ? { ...json(message, 403), headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'AccessDeniedException' } }
      : query('AccessDenied', message),
  s3: (message) => ({
    status: 403,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>${escapeXml(message)}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
  }),
};

/** The refusal in the words and the wire form of the service, so that the SDK raises the error that it would raise on AWS. */
export const refusalOf = (service: Service, message: string, request: AwsRequest): Refusal => shapes[service](message, request);
