import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** Bytes of a new secret; the specification takes 24 to 64. */
export const SECRET_BYTES = 32;

/** As a partner keeps it: `whsec_` and the key in base64. */
export const secretText = (key: Uint8Array): string => PREFIX + Buffer.from(key).toString('base64');

export interface Signed {
  id: string;
  /** Of the attempt, epoch seconds. */
  timestamp: number;
  body: string;
}

const signatureOf = ({ id, timestamp, body }: Signed, secret: string): string => {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
};

/** The headers of Standard Webhooks 1.0.0, with a signature for each secret that signs. */
export const signedHeaders = (signed: Signed, secrets: readonly string[]): Record<string, string> => ({
  'webhook-id': signed.id,
  'webhook-timestamp': String(signed.timestamp),
  'webhook-signature': secrets.map((secret) => signatureOf(signed, secret)).join(' '),
});
