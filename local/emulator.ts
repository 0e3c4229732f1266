import type { IncomingMessage, ServerResponse } from 'node:http';

/** A stand-in for an AWS service, on a port of its own that only the gateway and tests of the emulator itself speak to. */
export interface Emulator {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  url: string;
  stop(): Promise<void>;
}

/** An object that came into, or left, a bucket: the S3 emulator tells of each one, and the triggers decide who hears of it. */
export interface ObjectEvent {
  bucket: string;
  key: string;
  /** Without the `s3:` prefix, as event records carry it. */
  name:
    | 'ObjectCreated:Put'
    | 'ObjectCreated:Post'
    | 'ObjectCreated:Copy'
    | 'ObjectCreated:CompleteMultipartUpload'
    | 'ObjectRemoved:Delete';
  /** In bytes. */
  size: number;
  eTag: string;
}

/** A part of the single address that the local system answers itself, such as `/mailbox`; `request.url` keeps the prefix. */
export interface Mount {
  prefix: `/${string}`;
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}
