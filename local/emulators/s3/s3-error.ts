import type { Answer } from '../web-service.ts';

const statuses = {
  AccessDenied: 403,
  BadDigest: 400,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  IncompleteBody: 400,
  InvalidPart: 400,
  InvalidRange: 416,
  MalformedPOSTRequest: 400,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NoSuchUpload: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
} as const;

export type S3Code = keyof typeof statuses;

/** What S3 refuses, by its own code. */
export class S3Error extends Error {
  readonly code: S3Code;
  constructor(code: S3Code, message: string) {
    super(message);
    this.code = code;
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

export const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

export const errorAnswer = ({ code, message }: S3Error): Answer =>
  xml(statuses[code], `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`);
