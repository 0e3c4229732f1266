import { byteReader, StreamEnded } from './byte-reader.ts';
import { S3Error } from './s3-error.ts';

const HEADERS_END = Buffer.from('\r\n\r\n');
const LONGEST_FIELD = 20_000;

export interface UploadForm {
  /** By name in lower case; only those before the file count. */
  fields: Map<string, string>;
  fileName: string;
  /** To be read to its end. */
  file: AsyncIterable<Buffer>;
}

const attribute = (headers: string, name: string): string | undefined =>
  new RegExp(`^content-disposition:.*;\\s*${name}="([^"]*)"`, 'im').exec(headers)?.[1];

const malformed = (why: string) =>
  new S3Error('MalformedPOSTRequest', `The body of your POST request is not well-formed multipart/form-data: ${why}`);

/** Reads the fields of a browser's upload form up to its file, which is left to be streamed. */
export const readUploadForm = async (contentType: string, body: AsyncIterable<Buffer>): Promise<UploadForm> => {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) throw malformed('no boundary');
  const reader = byteReader(body);
  const mark = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  try {
    await reader.until(Buffer.from(`--${boundary}`), LONGEST_FIELD);
    for (;;) {
      const headers = (await reader.until(HEADERS_END, LONGEST_FIELD)).toString('utf8');
      const name = attribute(headers, 'name')?.toLowerCase();
      if (name === undefined) throw malformed('a part has no name');
      if (name === 'file') return { fields, fileName: attribute(headers, 'filename') ?? '', file: reader.streamUntil(mark) };
      fields.set(name, (await reader.until(mark, LONGEST_FIELD)).toString('utf8'));
    }
  } catch (error) {
    if (error instanceof StreamEnded) throw malformed('it holds no file');
    throw error instanceof S3Error ? error : malformed(error instanceof Error ? error.message : 'unreadable');
  }
};
