import type { SavedFile, WayOn } from '../../schemas/routes/route.ts';
import type { ApiResult } from './middlewares/middleware.ts';
import { pageAnswer } from './page-answer.ts';

/** Whatever is in a file, nothing of it runs as if it were ours: not even where a browser shows what it was told to save. */
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** A file as the gateway wants to hear it, or the way to where it is. */
export const fileAnswer = (result: SavedFile | WayOn, status: number): ApiResult => {
  if ('to' in result) return pageAnswer(result, status);
  const { bytes, type, disposition } = result;
  return {
    statusCode: status,
    headers: {
      'content-type': type,
      'content-disposition': disposition,
      'content-security-policy': FILE_POLICY,
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    },
    body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
    isBase64Encoded: true,
  };
};
