import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { uploadStore } from '../../functions/fiches/store/upload-store.ts';
import { ImportId } from '../../schemas/import.ts';

const id = ImportId.parse('0b1f6f0e-6f0a-4f5c-9d3c-0a4b6a3f7c11');

/** Storage under a key of ours: each time an archive is sent, its etag is another one, the same bytes or not. */
const storage = (...sent: string[]): S3Client =>
  ({
    send: async () => {
      const bytes = Buffer.from(sent.shift() ?? '');
      return { ETag: `"${sent.length}"`, ContentLength: bytes.length, Body: { transformToByteArray: async () => bytes } };
    },
  }) as unknown as S3Client;

describe('an archive that was sent', () => {
  it('has the same tag as long as its bytes are the same, however often it was sent', async () => {
    const store = uploadStore(storage('archive', 'archive', 'autre'), 'uploads');
    const [first, again, other] = [await store.read(id), await store.read(id), await store.read(id)];
    expect(again).toEqual(first);
    expect(other).not.toMatchObject({ tag: first === 'too-large' ? '' : first.tag });
  });
});
