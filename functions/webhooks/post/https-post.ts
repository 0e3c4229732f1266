import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { addressRefusal } from '../rules/endpoint-address.ts';
import { AddressRefused, checkedLookup, type Resolve } from './checked-lookup.ts';
import { isLoopback, isPublicAddress } from './public-address.ts';

export interface Posted {
  address: string;
  headers: Record<string, string>;
  body: string;
}

/** A status with the header that asks to wait, or why there was no answer. */
export type Answer =
  | { status: number; retryAfter: string | undefined }
  | { status: null; failure: 'too-slow' | 'unreachable' | 'refused-address' };

/** Posts once. Follows no redirection, and never throws: whatever a partner's machine does is an answer. */
export type Post = (posted: Posted) => Promise<Answer>;

export interface PostSettings {
  /** Also takes plain HTTP on this machine; for a system that runs whole on one. */
  loopback: boolean;
  resolve?: Resolve;
  /** Milliseconds from the first name look-up to the end of the answer. */
  patience?: number;
}

const PATIENCE = 5_000;
/** Bytes of an answer that are taken in, and thrown away: only its status says anything. */
const ANSWER_BYTES = 16 * 1024;
/** Bytes of headers; a partner's machine is not trusted to be brief. */
const HEADER_BYTES = 16 * 1024;

const resolveAll: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** Lets a partner finish a short answer, and hangs up on a long one. */
const takeIn = async (answer: IncomingMessage): Promise<void> => {
  let bytes = 0;
  for await (const part of answer) {
    bytes += (part as Buffer).length;
    if (bytes > ANSWER_BYTES) return;
  }
};

const failureOf = (error: unknown, late: boolean): Answer => ({
  status: null,
  failure: error instanceof AddressRefused ? 'refused-address' : late ? 'too-slow' : 'unreachable',
});

/** Never lets a post reach an address that is not public, whatever its name leads to at the moment of the connection. */
export const httpsPost = ({ loopback, resolve = resolveAll, patience = PATIENCE }: PostSettings): Post => {
  const allows = (address: string): boolean => isPublicAddress(address) || (loopback && isLoopback(address));
  const checked = checkedLookup(resolve, allows);
  return async ({ address, headers, body }) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    // No look-up is made for an address in figures: it is looked at here.
    const literal = url && isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 ? url.hostname : undefined;
    if (!url || addressRefusal(address, loopback) !== undefined || (literal !== undefined && !allows(literal)))
      return { status: null, failure: 'refused-address' };
    const deadline = AbortSignal.timeout(patience);
    try {
      const answer = await new Promise<IncomingMessage>((resolveAnswer, reject) => {
        const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
        const request = send(url, {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          lookup: checked,
          agent: false,
          maxHeaderSize: HEADER_BYTES,
          signal: deadline,
        });
        request.once('response', resolveAnswer).on('error', reject);
        request.once('close', () => reject(new Error('the connection ended without an answer')));
        request.end(body);
      });
      await takeIn(answer).catch(() => undefined);
      answer.destroy();
      return { status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] };
    } catch (error) {
      return failureOf(error, deadline.aborted);
    }
  };
};
