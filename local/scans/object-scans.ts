import type { Assembly, LocalResource } from '../assembly.ts';
import type { ObjectEvent } from '../emulator.ts';
import type { PublishToBus } from '../triggers/event-bus.ts';
import { messageOf } from '../triggers/trigger.ts';
import type { Scanner } from './scanner.ts';

interface ProtectedBucket {
  bucket: string;
  prefixes: string[];
  planArn: string;
}

const readPlan = (assembly: Assembly, { stack, id, path, props }: LocalResource): ProtectedBucket => {
  const { S3Bucket } = props['ProtectedResource'] as { S3Bucket: { BucketName: string; ObjectPrefixes?: string[] } };
  const tagging = (props['Actions'] as { Tagging?: { Status?: string } } | undefined)?.Tagging?.Status;
  if (tagging === 'ENABLED') throw new Error(`${path}: the local system does not tag scanned objects`);
  return { bucket: S3Bucket.BucketName, prefixes: S3Bucket.ObjectPrefixes ?? [''], planArn: assembly.arn(stack, id) };
};

/** Reads objects from the object store itself, behind the door that asks for roles. */
export const objectReader =
  (s3Address: () => string) =>
  async (bucket: string, key: string): Promise<Buffer | undefined> => {
    const reply = await fetch(`${s3Address()}/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`);
    if (reply.status === 404) return undefined;
    if (!reply.ok) throw new Error(`the object store answers ${reply.status}`);
    return Buffer.from(await reply.arrayBuffer());
  };

export interface ScanSurroundings {
  assembly: Assembly;
  scan: Scanner;
  /** The bytes of an object; undefined when it is gone already. */
  read: (bucket: string, key: string) => Promise<Buffer | undefined>;
  publish: PublishToBus;
  report: (message: string) => void;
}

/** Scans each object that comes in where a malware protection plan says so, and tells the bus as GuardDuty does. */
export const objectScans = ({ assembly, scan, read, publish, report }: ScanSurroundings): ((event: ObjectEvent) => void) => {
  const plans = assembly.resources('AWS::GuardDuty::MalwareProtectionPlan').map((plan) => readPlan(assembly, plan));
  const scanned = async ({ bucket, key, eTag }: ObjectEvent, planArn: string): Promise<void> => {
    const bytes = await read(bucket, key);
    if (!bytes) return;
    const { status, threat } = await scan(bytes);
    await publish({
      source: 'aws.guardduty',
      'detail-type': 'GuardDuty Malware Protection Object Scan Result',
      resources: [planArn],
      detail: {
        schemaVersion: '1.0',
        scanStatus: status === 'FAILED' ? 'FAILED' : 'COMPLETED',
        resourceType: 'S3_OBJECT',
        s3ObjectDetails: { bucketName: bucket, objectKey: key, eTag: eTag.replaceAll('"', ''), versionId: '', s3Throttled: false },
        scanResultDetails: { scanResultStatus: status, threats: threat === undefined ? null : [{ name: threat }] },
      },
    });
  };
  return (event) => {
    if (!event.name.startsWith('ObjectCreated:')) return;
    const plan = plans.find(({ bucket, prefixes }) => bucket === event.bucket && prefixes.some((prefix) => event.key.startsWith(prefix)));
    if (plan) scanned(event, plan.planArn).catch((error: unknown) => report(`an object was not scanned: ${messageOf(error)}`));
  };
};
