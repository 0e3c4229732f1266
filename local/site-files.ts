import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { buildSite, cacheControlOf } from '../lib/site.ts';
import type { System } from './system.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** The bucket that the pages of fiches are written to is the site. */
const siteBucket = ({ assembly }: System): string => {
  const buckets = assembly.resources('AWS::Lambda::Function').flatMap(({ props }) => {
    const { Variables = {} } = (props['Environment'] ?? {}) as { Variables?: Record<string, string> };
    return Variables['SITE_BUCKET'] ?? [];
  });
  if (!buckets[0]) throw new Error('no function of the assembly writes to a site');
  return buckets[0];
};

/** Builds the files of the site and puts them where a deployment puts them. */
export const putSiteFiles = async (system: System, folder: string): Promise<void> => {
  await buildSite(folder);
  const client = new S3Client({ ...system.operator, forcePathStyle: true });
  const Bucket = siteBucket(system);
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files) {
      const Key = relative(folder, file).split(sep).join('/');
      const ContentType = types[extname(file)] ?? 'application/octet-stream';
      await client.send(new PutObjectCommand({ Bucket, Key, Body: await readFile(file), ContentType, CacheControl: cacheControlOf(Key) }));
    }
  } finally {
    client.destroy();
  }
};
