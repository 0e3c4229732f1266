import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Emulator, ObjectEvent } from '../../local/emulator.ts';
import { startS3 } from '../../local/emulators/s3.ts';

const Bucket = 'uploads';
const site = 'http://127.0.0.1:4000';
const resources = [
  {
    type: 'AWS::S3::Bucket',
    name: Bucket,
    properties: {
      CorsConfiguration: { CorsRules: [{ AllowedOrigins: [site], AllowedMethods: ['POST'], AllowedHeaders: ['content-*'], MaxAge: 60 }] },
    },
  },
];

let dataDir: string;
let s3: Emulator;
let client: S3Client;
let events: ObjectEvent[];

const start = async () => {
  s3 = await startS3({ resources, dataDir, onObject: (event) => events.push(event) });
  client = new S3Client({
    endpoint: s3.url,
    region: 'eu-west-3',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
};
const stop = async () => {
  client.destroy();
  await s3.stop();
};

beforeEach(async () => {
  events = [];
  dataDir = await mkdtemp(join(tmpdir(), 'parvis-s3-'));
  await start();
});
afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

const put = (Key: string, Body: string, more: object = {}) => client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string, more: object = {}) => {
  const { Body, ...answer } = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, text: (await Body?.transformToString()) ?? '' };
};

describe('objects', () => {
  it('come back as they were put, with their headers and metadata', async () => {
    await put('a/Événement n°1+2.txt', 'bonjour', { ContentType: 'text/plain', CacheControl: 'no-store', Metadata: { origin: 'dila' } });
    const read = await get('a/Événement n°1+2.txt');
    expect(read).toMatchObject({
      text: 'bonjour',
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      Metadata: { origin: 'dila' },
      ContentLength: 7,
    });
    expect(read.ETag).toBe('"f02368945726d5fc2a14eb576f7276c0"');
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'a/Événement n°1+2.txt' }))).toMatchObject({
      ContentLength: 7,
      ETag: read.ETag,
    });
  });

  it('are read in part', async () => {
    await put('digits', '0123456789');
    expect(await get('digits', { Range: 'bytes=2-4' })).toMatchObject({ text: '234', ContentRange: 'bytes 2-4/10' });
    expect((await get('digits', { Range: 'bytes=7-' })).text).toBe('789');
    expect((await get('digits', { Range: 'bytes=-2' })).text).toBe('89');
    await expect(get('digits', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  it('larger than an official archive are streamed both ways', async () => {
    const part = Buffer.alloc(64 * 1024, 'archive ');
    const size = 480 * part.length;
    const Body = Readable.from(
      (function* () {
        for (let i = 0; i < 480; i++) yield part;
      })(),
    );
    await client.send(new PutObjectCommand({ Bucket, Key: 'big', Body, ContentLength: size }));
    const { Body: read } = await client.send(new GetObjectCommand({ Bucket, Key: 'big' }));
    let seen = 0;
    for await (const chunk of read as Readable) seen += (chunk as Buffer).length;
    expect(seen).toBe(size);
    expect((await get('big', { Range: `bytes=${size - 8}-` })).text).toBe('archive ');
  });

  it('are written only when their conditions hold', async () => {
    const { ETag } = await put('once', 'first', { IfNoneMatch: '*' });
    await expect(put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('once', 'second', { IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('never', 'second', { IfMatch: ETag })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect((await get('once')).text).toBe('first');
    await put('once', 'second', { IfMatch: ETag });
    expect((await get('once')).text).toBe('second');
  });

  it('that arrive damaged are refused, and the old one stays', async () => {
    await put('whole', 'before');
    const md5OfOther = 'XrY7u+Ae7tCTyyK7j1rNww==';
    await expect(put('whole', 'after', { ContentMD5: md5OfOther })).rejects.toMatchObject({ name: 'BadDigest' });
    await expect(put('whole', 'after', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' });
    expect((await get('whole')).text).toBe('before');
  });

  it('are listed in order, by pages and by folders', async () => {
    for (const key of ['b/2', 'a', 'b/1', 'c/x/1', 'c/y']) await put(key, key);
    const list = (more: object) => client.send(new ListObjectsV2Command({ Bucket, ...more }));
    expect((await list({})).Contents?.map(({ Key }) => Key)).toEqual(['a', 'b/1', 'b/2', 'c/x/1', 'c/y']);
    expect((await list({ Prefix: 'b/' })).Contents?.map(({ Key }) => Key)).toEqual(['b/1', 'b/2']);
    const first = await list({ Delimiter: '/', MaxKeys: 2 });
    expect([first.Contents?.[0]?.Key, first.CommonPrefixes?.[0]?.Prefix, first.IsTruncated]).toEqual(['a', 'b/', true]);
    const second = await list({ Delimiter: '/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
    expect([second.Contents, second.CommonPrefixes, second.IsTruncated]).toEqual([undefined, [{ Prefix: 'c/' }], false]);
  });

  it('go away alone or together, and asking twice is no error', async () => {
    for (const key of ['1', '2', 'l’été & "3"']) await put(key, key);
    await client.send(new DeleteObjectCommand({ Bucket, Key: '1' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: '1' }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: '2' }, { Key: 'l’été & "3"' }] } }));
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
    await expect(get('1')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(events.filter(({ name }) => name === 'ObjectRemoved:Delete').map(({ key }) => key)).toEqual(['1', '2', 'l’été & "3"']);
  });

  it('outlive a restart', async () => {
    await put('kept', 'for ever', { ContentType: 'text/plain' });
    await stop();
    await start();
    expect(await get('kept')).toMatchObject({ text: 'for ever', ContentType: 'text/plain' });
  });
});

describe('what is not there', () => {
  it('is said, never passed over', async () => {
    await expect(client.send(new GetObjectCommand({ Bucket: 'other', Key: 'a' }))).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'a', VersionId: '1' }))).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});

describe('a form signed for a browser', () => {
  const sign = (more: Partial<PresignedPostOptions> = {}) =>
    createPresignedPost(client, {
      Bucket,
      Key: 'imports/1.zip',
      Conditions: [['content-length-range', 4, 20_000_000]],
      Expires: 60,
      ...more,
    });
  const post = async (
    { url, fields }: { url: string; fields: Record<string, string> },
    file: string | Buffer<ArrayBuffer>,
    headers = {},
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([file]), 'fiches.zip');
    const reply = await fetch(url, { method: 'POST', body: form, headers });
    return { status: reply.status, code: /<Code>(\w+)</.exec(await reply.text())?.[1], headers: reply.headers };
  };

  it('brings its file whole, even one that looks like a form', async () => {
    const file = Buffer.concat([Buffer.alloc(12_000_000, '\r\n--almost a boundary\r\n'), Buffer.from('\r\n--')]);
    expect((await post(await sign(), file)).status).toBe(204);
    expect(events).toMatchObject([{ name: 'ObjectCreated:Post', bucket: Bucket, key: 'imports/1.zip', size: file.length }]);
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: 'imports/1.zip' }));
    expect(Buffer.compare(Buffer.from((await Body?.transformToByteArray()) ?? []), file)).toBe(0);
  });

  it('is refused when it is late, altered or too long, and leaves nothing', async () => {
    const late = await sign({ Expires: -1 });
    expect(await post(late, 'archive')).toMatchObject({ status: 403, code: 'AccessDenied' });
    const signed = await sign();
    const elsewhere = { ...signed, fields: { ...signed.fields, key: 'imports/2.zip' } };
    expect(await post(elsewhere, 'archive')).toMatchObject({ status: 403, code: 'AccessDenied' });
    const more = { ...signed, fields: { ...signed.fields, 'Content-Type': 'text/html' } };
    expect(await post(more, 'archive')).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await post({ url: signed.url, fields: {} }, 'archive')).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await post(signed, 'zip')).toMatchObject({ status: 400, code: 'EntityTooSmall' });
    expect(await post(signed, Buffer.alloc(20_000_001))).toMatchObject({ status: 400, code: 'EntityTooLarge' });
    expect(events).toEqual([]);
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  });

  it('is open to the pages of the site, and to no others', async () => {
    const signed = await sign();
    const preflight = (origin: string, headers: string) =>
      fetch(signed.url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
      });
    expect((await preflight(site, 'content-type')).headers.get('access-control-allow-origin')).toBe(site);
    expect((await preflight('http://elsewhere.example', 'content-type')).status).toBe(403);
    expect((await preflight(site, 'x-other')).status).toBe(403);
    expect((await post(signed, 'archive', { origin: site })).headers.get('access-control-allow-origin')).toBe(site);
  });
});
