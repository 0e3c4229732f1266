import { SESv2Client, type SESv2ClientConfig } from '@aws-sdk/client-sesv2';
import { withoutCallLog } from '../../shared/aws.ts';
import { SigningHash } from '../../shared/signing-hash.ts';
import { PlainRestJson } from '../../shared/store/plain-json.ts';

/** Milliseconds. */
export const CONNECT_WITHIN = 1000;

/** The mail service, on these connections. One attempt a call: only the queue, which waits for the lease, may make another. */
export const mailClient = (requestHandler: NonNullable<SESv2ClientConfig['requestHandler']>): SESv2Client =>
  withoutCallLog(new SESv2Client({ protocol: PlainRestJson, sha256: SigningHash, cacheMiddleware: true, maxAttempts: 1, requestHandler }));
