import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** A request as it goes from the front to what answers it. */
export interface Question {
  method: string;
  /** Path with its query, as the browser wrote it. */
  address: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Address of the caller. */
  from: string;
}

export interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

/** Something behind the front: the API, a bucket, or another distribution. */
export type Origin = (question: Question) => Promise<Answer>;

/** What API Gateway takes at most. */
export const LARGEST_BODY_BYTES = 10 * 1024 * 1024;

export const jsonAnswer = (status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify(body)),
});

/** The body of a request; undefined when it is larger than anything behind the front takes. */
export const readBody = async (incoming: IncomingMessage): Promise<Buffer | undefined> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    size += (part as Buffer).length;
    if (size <= LARGEST_BODY_BYTES) parts.push(part as Buffer);
  }
  return size <= LARGEST_BODY_BYTES ? Buffer.concat(parts) : undefined;
};
