import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bucket, type ObjectStorage, startObjectStorage } from '../doubles/object-storage.ts';

let storage: ObjectStorage;
beforeEach(async () => {
  storage = await startObjectStorage();
});
afterEach(() => storage.stop());

describe('objects', () => {
  it('come back as they were put, with their headers and metadata', async () => {
    await storage.put('a/Événement n°1+2.txt', 'bonjour', {
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      Metadata: { origin: 'dila' },
    });
    const read = await storage.get('a/Événement n°1+2.txt');
    expect(read).toMatchObject({
      text: 'bonjour',
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      Metadata: { origin: 'dila' },
      ContentLength: 7,
    });
    expect(read.ETag).toBe('"f02368945726d5fc2a14eb576f7276c0"');
    expect(await storage.client.send(new HeadObjectCommand({ Bucket, Key: 'a/Événement n°1+2.txt' }))).toMatchObject({
      ContentLength: 7,
      ETag: read.ETag,
    });
  });

  it('are read in part', async () => {
    await storage.put('digits', '0123456789');
    expect(await storage.get('digits', { Range: 'bytes=2-4' })).toMatchObject({ text: '234', ContentRange: 'bytes 2-4/10' });
    expect((await storage.get('digits', { Range: 'bytes=7-' })).text).toBe('789');
    expect((await storage.get('digits', { Range: 'bytes=-2' })).text).toBe('89');
    await expect(storage.get('digits', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('larger than an official archive are streamed both ways', async () => {
    const part = Buffer.alloc(64 * 1024, 'archive ');
    const size = 480 * part.length;
    const Body = Readable.from(
      (function* () {
        for (let i = 0; i < 480; i++) yield part;
      })(),
    );
    await storage.client.send(new PutObjectCommand({ Bucket, Key: 'big', Body, ContentLength: size }));
    const { Body: read } = await storage.client.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    let seen = 0;
    for await (const chunk of read as Readable) seen += (chunk as Buffer).length;
    expect(seen).toBe(size);
    expect((await storage.get('big', { Range: `bytes=${size - 8}-` })).text).toBe('archive ');
  });

  it('are written only when their conditions hold', async () => {
    const { ETag } = await storage.put('once', 'first', { IfNoneMatch: '*' });
    await expect(storage.put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(storage.put('once', 'second', { IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(storage.put('never', 'second', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect((await storage.get('once')).text).toBe('first');
    await storage.put('once', 'second', { IfMatch: ETag });
    expect((await storage.get('once')).text).toBe('second');
  });

  it('that arrive damaged are refused, and the old one stays', async () => {
    await storage.put('whole', 'before');
    const md5OfOther = 'XrY7u+Ae7tCTyyK7j1rNww==';
    await expect(storage.put('whole', 'after', { ContentMD5: md5OfOther })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(storage.put('whole', 'after', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
    expect((await storage.get('whole')).text).toBe('before');
  });

  it('are listed in order, by pages and by folders', async () => {
    for (const key of ['b/2', 'a', 'b/1', 'c/x/1', 'c/y']) await storage.put(key, key);
    const list = (more: object) => storage.client.send(new ListObjectsV2Command({ Bucket, ...more }));
    expect((await list({})).Contents?.map(({ Key }) => Key)).toEqual(['a', 'b/1', 'b/2', 'c/x/1', 'c/y']);
    expect((await list({ Prefix: 'b/' })).Contents?.map(({ Key }) => Key)).toEqual(['b/1', 'b/2']);
    const first = await list({ Delimiter: '/', MaxKeys: 2 });
    expect([first.Contents?.[0]?.Key, first.CommonPrefixes?.[0]?.Prefix, first.IsTruncated]).toEqual(['a', 'b/', true]);
    const second = await list({ Delimiter: '/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
    expect([second.Contents, second.CommonPrefixes, second.IsTruncated]).toEqual([undefined, [{ Prefix: 'c/' }], false]);
  });

  it('go away alone or together, and asking twice is no error', async () => {
    for (const key of ['1', '2', 'l’été & "3"']) await storage.put(key, key);
    await storage.client.send(new DeleteObjectCommand({ Bucket, Key: '1' }));
    await storage.client.send(new DeleteObjectCommand({ Bucket, Key: '1' }));
    await storage.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: '2' }, { Key: 'l’été & "3"' }] } }));
    expect((await storage.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    await expect(storage.get('1')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(storage.events.filter(({ name }) => name === 'ObjectRemoved:Delete').map(({ key }) => key)).toEqual(['1', '2', 'l’été & "3"']);
  });

  it('outlive a restart', async () => {
    await storage.put('kept', 'for ever', { ContentType: 'text/plain' });
    await storage.restart();
    expect(await storage.get('kept')).toMatchObject({ text: 'for ever', ContentType: 'text/plain' });
  });
});

describe('what is not there', () => {
  it('is said, never passed over', async () => {
    await expect(storage.client.send(new GetObjectCommand({ Bucket: 'other', Key: 'a' }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(storage.client.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: '1' }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
  });
});
