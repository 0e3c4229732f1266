import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bucket, type ObjectStorage, site, startObjectStorage } from '../doubles/object-storage.ts';

let storage: ObjectStorage;
beforeEach(async () => {
  storage = await startObjectStorage();
});
afterEach(() => storage.stop());

describe('an address signed for a while', () => {
  const signedAt = (at: Date) =>
    `${storage.s3.url}/${Bucket}/kept?X-Amz-Date=${at.toISOString().replaceAll(/[-:]|\.\d+/g, '')}&X-Amz-Expires=60&X-Amz-Credential=test`;

  it('reads and writes in its time, and not after', async () => {
    const now = signedAt(new Date());
    expect((await fetch(now, { method: 'PUT', body: 'signed' })).status).toBe(200);
    expect(await (await fetch(now)).text()).toBe('signed');
    expect((await fetch(signedAt(new Date(Date.now() - 61_000)))).status).toBe(403);
    expect((await fetch(`${storage.s3.url}/${Bucket}/kept?X-Amz-Expires=60&X-Amz-Date=nonsense`)).status).toBe(403);
  });
});

describe('a form signed for a browser', () => {
  const sign = (more: Partial<PresignedPostOptions> = {}) =>
    createPresignedPost(storage.client, {
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
    expect(storage.events).toMatchObject([{ name: 'ObjectCreated:Post', bucket: Bucket, key: 'imports/1.zip', size: file.length }]);
    const { Body } = await storage.client.send(new GetObjectCommand({ Bucket, Key: 'imports/1.zip' }));
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
    expect(storage.events).toEqual([]);
    expect((await storage.client.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
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
