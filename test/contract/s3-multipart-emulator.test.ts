import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bucket, type ObjectStorage, startObjectStorage } from '../doubles/object-storage.ts';

const MEGABYTE = 1024 * 1024;

let storage: ObjectStorage;
beforeAll(async () => {
  storage = await startObjectStorage();
});
afterAll(() => storage.stop());

describe('an upload in parts', () => {
  it('is one object once it is complete, with its headers, and is told of once', async () => {
    const bytes = randomBytes(12 * MEGABYTE);
    const params = { Bucket, Key: 'whole', Body: Readable.from([bytes]), ContentType: 'application/zip', ContentDisposition: 'attachment' };
    await new Upload({ client: storage.client, params, partSize: 5 * MEGABYTE, queueSize: 2 }).done();
    const { ContentLength, ContentType, ContentDisposition, ETag } = await storage.get('whole', { Range: 'bytes=0-9' });
    expect({ ContentLength, ContentType, ContentDisposition }).toEqual({
      ContentLength: 10,
      ContentType: 'application/zip',
      ContentDisposition: 'attachment',
    });
    expect(ETag).toMatch(/^"[0-9a-f]{32}-3"$/);
    const tail = await storage.get('whole', { Range: `bytes=${11 * MEGABYTE}-` });
    expect(createHash('sha256').update(tail.text).digest('hex')).toBe(
      createHash('sha256')
        .update(bytes.subarray(11 * MEGABYTE).toString())
        .digest('hex'),
    );
    expect(storage.events.filter(({ key }) => key === 'whole')).toMatchObject([
      { name: 'ObjectCreated:CompleteMultipartUpload', size: 12 * MEGABYTE },
    ]);
  });

  it('leaves nothing when it is given up, and takes no part after that', async () => {
    const { UploadId } = await storage.client.send(new CreateMultipartUploadCommand({ Bucket, Key: 'given-up' }));
    const part = { Bucket, Key: 'given-up', UploadId, PartNumber: 1, Body: 'part' };
    await storage.client.send(new UploadPartCommand(part));
    await storage.client.send(new AbortMultipartUploadCommand({ Bucket, Key: 'given-up', UploadId }));
    await expect(storage.client.send(new UploadPartCommand(part))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    await expect(storage.get('given-up')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});
