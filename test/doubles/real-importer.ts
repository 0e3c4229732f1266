import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { newImport } from '../../functions/fiches/rules/new-import.ts';
import { runImport } from '../../functions/fiches/run-import.ts';
import { ficheStore } from '../../functions/fiches/store/fiche-table.ts';
import type { StoredImport } from '../../functions/fiches/store/import-store.ts';
import { importStore } from '../../functions/fiches/store/import-table.ts';
import { bucket } from '../../functions/fiches/store/object-store.ts';
import { revisionStore } from '../../functions/fiches/store/revision-table.ts';
import { uploadStore } from '../../functions/fiches/store/upload-store.ts';
import { systemClock } from '../../functions/shared/clock.ts';
import { startS3 } from '../../local/emulators/s3.ts';
import { AccountId } from '../../schemas/account.ts';
import { ImportId, type ImportScope } from '../../schemas/import.ts';
import { contextOf } from './context.ts';
import { startDynamo } from './dynamo-engine.ts';

const buckets = ['content', 'uploads'];
const plentyOfTime = () => 900_000;
const { trail } = contextOf(AccountId.parse(randomUUID()), 'editor');

/** Requests sent since the last reset, by the operation's name. */
const countRequests = (
  client: { middlewareStack: S3Client['middlewareStack'] },
  nameOf: (headers: Record<string, string>, method: string) => string,
) => {
  const counts = new Map<string, number>();
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers, method } = args.request as { headers: Record<string, string>; method: string };
      const name = nameOf(headers, method);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return next(args);
    },
    { step: 'finalizeRequest', name: 'countRequests' },
  );
  return counts;
};

/** The worker of imports as it runs in production, on a real DynamoDB engine and a real object store. */
export const startRealImporter = async () => {
  const dynamo = await startDynamo();
  const dataDir = await mkdtemp(join(tmpdir(), 'parvis-import-'));
  const s3 = await startS3({ resources: buckets.map((name) => ({ type: 'AWS::S3::Bucket', name, properties: {} })), dataDir });
  const client = new S3Client({
    endpoint: s3.url,
    region: 'eu-west-3',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const tableRequests = countRequests(dynamo.client as never, (headers) => headers['x-amz-target']?.split('.')[1] ?? '');
  const objectRequests = countRequests(client, (_headers, method) => method);
  const { tables, commit } = dynamo;
  const fiches = { client: dynamo.client, table: tables.fiches, objects: bucket(client, 'content'), commit };
  const imports = importStore(dynamo.client, tables.imports, commit);
  const uploads = uploadStore(client, 'uploads');
  const run = runImport({
    imports,
    uploads,
    fiches: ficheStore(fiches),
    revisions: revisionStore(fiches),
    handOver: () => Promise.reject(new Error('time never runs short here')),
    thresholds: { silentBelow: 0, sendAbove: 1 },
    clock: systemClock,
    log: () => undefined,
  });
  return {
    dynamo,
    imports,
    uploads,
    fiches: ficheStore(fiches),
    tableRequests,
    objectRequests,
    /** Sends an archive and works until its import has ended. */
    importAll: async (bytes: Buffer, scope: ImportScope): Promise<StoredImport> => {
      const id = ImportId.parse(randomUUID());
      await imports.create(newImport(id, scope, null, systemClock().toISOString()), trail);
      await uploads.write(id, bytes);
      tableRequests.clear();
      objectRequests.clear();
      await run(id, plentyOfTime);
      const ended = await imports.find(id);
      if (!ended) throw new Error('the import is gone');
      return ended;
    },
    stop: async () => {
      client.destroy();
      await s3.stop();
      await dynamo.stop();
      await rm(dataDir, { recursive: true });
    },
  };
};
