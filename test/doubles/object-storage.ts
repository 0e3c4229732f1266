import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, type GetObjectCommandOutput, PutObjectCommand, type PutObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import type { Emulator, ObjectEvent } from '../../local/emulator.ts';
import { startS3 } from '../../local/emulators/s3.ts';

export const Bucket = 'uploads';
/** The origin whose pages may post. */
export const site = 'http://127.0.0.1:4000';
const resources = [
  {
    type: 'AWS::S3::Bucket',
    name: Bucket,
    properties: {
      CorsConfiguration: { CorsRules: [{ AllowedOrigins: [site], AllowedMethods: ['POST'], AllowedHeaders: ['content-*'], MaxAge: 60 }] },
    },
  },
];

/** The S3 emulator with the SDK's own client, on data of its own. */
export interface ObjectStorage {
  s3: Emulator;
  client: S3Client;
  events: ObjectEvent[];
  put(key: string, body: string, more?: object): Promise<PutObjectCommandOutput>;
  get(key: string, more?: object): Promise<Omit<GetObjectCommandOutput, 'Body'> & { text: string }>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const startObjectStorage = async (): Promise<ObjectStorage> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'parvis-s3-'));
  const events: ObjectEvent[] = [];
  const open = async () => {
    const s3 = await startS3({ resources, dataDir, onObject: (event) => events.push(event) });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    return { s3, client: new S3Client({ endpoint: s3.url, region: 'eu-west-3', forcePathStyle: true, credentials }) };
  };
  const close = async ({ s3, client }: Pick<ObjectStorage, 's3' | 'client'>) => {
    client.destroy();
    await s3.stop();
  };
  const storage: ObjectStorage = {
    ...(await open()),
    events,
    put: (Key, Body, more = {}) => storage.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more })),
    async get(Key, more = {}) {
      const { Body, ...answer } = await storage.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
      return { ...answer, text: (await Body?.transformToString()) ?? '' };
    },
    async restart() {
      await close(storage);
      Object.assign(storage, await open());
    },
    async stop() {
      await close(storage);
      await rm(dataDir, { recursive: true });
    },
  };
  return storage;
};
