import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../local/assembly.ts';
import { localScanner } from '../../local/scans/scanner.ts';
import { functionResources, temporaryFolder } from '../doubles/assembly.ts';
import { type SmallSystem, startSmallSystem } from '../doubles/local-system.ts';
import { eicar, pdf } from '../doubles/wallet.ts';

const plan = (bucket: JsonObject, actions: JsonObject = { Tagging: { Status: 'DISABLED' } }): JsonObject => ({
  Role: 'arn:aws:iam::000000000000:role/scanner',
  ProtectedResource: { S3Bucket: { BucketName: bucket, ObjectPrefixes: ['incoming/'] } },
  Actions: actions,
});

const scanning = (change: { plan?: JsonObject; rule?: JsonObject } = {}): SmallSystem => ({
  resources: {
    Papers: {
      Type: 'AWS::S3::Bucket',
      Properties: { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } },
    },
    Plan: { Type: 'AWS::GuardDuty::MalwareProtectionPlan', Properties: change.plan ?? plan({ Ref: 'Papers' }) },
    Results: { Type: 'AWS::SQS::Queue' },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: change.rule ?? {
        EventPattern: { source: ['aws.guardduty'], detail: { s3ObjectDetails: { bucketName: [{ Ref: 'Papers' }] } } },
        Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['Results', 'Arn'] } }],
      },
    },
    ...functionResources('checker', ['sqs:*']),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['Results', 'Arn'] }, FunctionName: { Ref: 'checker' } },
    },
  },
  bundles: {
    checker: `export const handler = async ({ Records }) => {
      for (const { body } of Records) {
        const { detail } = JSON.parse(body);
        console.log(JSON.stringify({ message: detail.s3ObjectDetails.objectKey + ' ' + detail.scanResultDetails.scanResultStatus }));
      }
    };`,
  },
});

describe('a malware protection plan on one machine', () => {
  it('tells the queue of its rule what was found in each object under its prefix, and nothing of others', async () => {
    const system = await startSmallSystem(scanning());
    const s3 = new S3Client({ ...system.operator, forcePathStyle: true });
    const put = (Key: string, Body: Uint8Array) => s3.send(new PutObjectCommand({ Bucket: 'small-papers', Key, Body }));
    await put('files/unwatched', eicar());
    await put('incoming/good', pdf());
    await put('incoming/bad', eicar());
    await vi.waitFor(() => {
      expect(system.functions.countOf('incoming/good NO_THREATS_FOUND')).toBe(1);
      expect(system.functions.countOf('incoming/bad THREATS_FOUND')).toBe(1);
    }, 5000);
    expect(system.functions.countOf('files/unwatched THREATS_FOUND')).toBe(0);
  });

  it.each([
    ['tags', { plan: plan({ Ref: 'Papers' }, { Tagging: { Status: 'ENABLED' } }) }, /small\/Plan: .*does not tag/],
    [
      'a target that is no queue',
      { rule: { EventPattern: { source: ['x'] }, Targets: [{ Id: 'fn', Arn: { 'Fn::GetAtt': ['checker', 'Arn'] } }] } },
      /small\/Rule: .*event pattern/,
    ],
    [
      'both a pattern and a schedule',
      { rule: { EventPattern: { source: ['x'] }, ScheduleExpression: 'rate(1 minute)', Targets: [] } },
      /not both/,
    ],
  ])('is refused with %s', async (_, change, message) => {
    await expect(startSmallSystem(scanning(change))).rejects.toThrow(message);
  });
});

describe('the scanner', () => {
  const path = process.env['PATH'];
  afterEach(() => {
    process.env['PATH'] = path;
  });
  /** A stand-in for ClamAV on the path, that ends as ClamAV does. */
  const clamAv = (script: string): string => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'clamdscan'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'clamdscan'), 0o755);
    process.env['PATH'] = `${folder}:${path}`;
    return folder;
  };

  it('knows the EICAR test file wherever it is in a file, and finds nothing else without ClamAV', async () => {
    const scan = localScanner({ programs: [], report: expect.unreachable });
    expect(await scan(eicar())).toEqual({ status: 'THREATS_FOUND', threat: 'EICAR-Test-File' });
    expect(await scan(pdf())).toEqual({ status: 'NO_THREATS_FOUND' });
  });

  const scans = 'if grep -q PDF; then :; else exit 0; fi;';
  it.each([
    ['clean', `${scans} echo "stream: OK"; exit 0`, { status: 'NO_THREATS_FOUND' }],
    ['infected', `${scans} echo "stream: Win.Test FOUND"; exit 1`, { status: 'THREATS_FOUND', threat: 'Win.Test' }],
    ['not looked at', `${scans} echo "no daemon" >&2; exit 2`, { status: 'FAILED' }],
    ['not even read', '[ -f "$0.seen" ] && exit 2; touch "$0.seen"; cat > /dev/null; exit 0', { status: 'FAILED' }],
  ])('asks ClamAV where it is installed: %s', async (_, script, found) => {
    clamAv(script);
    expect(await localScanner({ report: expect.unreachable })(pdf())).toEqual(found);
  });

  it('does without a ClamAV that has no daemon or no signatures, says so once, and knows the EICAR test file still', async () => {
    const folder = clamAv('cat > /dev/null; exit 2');
    const reports: string[] = [];
    const scan = localScanner({ programs: ['clamdscan'], report: (message) => reports.push(message) });
    expect(await scan(pdf())).toEqual({ status: 'NO_THREATS_FOUND' });
    expect(await scan(pdf())).toEqual({ status: 'NO_THREATS_FOUND' });
    expect((await scan(eicar())).status).toBe('THREATS_FOUND');
    expect(reports).toEqual([expect.stringContaining(`${join(folder, 'clamdscan')} is installed and does not scan`)]);
  });

  const real = spawnSync('clamscan', ['--version']).status === 0;
  if (!real) console.warn('NOT TRIED with a real ClamAV: clamscan is not on the path (apt-get install clamav)');
  it.skipIf(!real)('finds with a real ClamAV what a signature describes, and nothing in a clean file', { timeout: 30_000 }, async () => {
    const folder = temporaryFolder();
    const mark = 'a mark that no file has by chance';
    writeFileSync(join(folder, 'signatures.ndb'), `Parvis.Test:0:*:${Buffer.from(mark).toString('hex')}\n`);
    clamAv(`exec clamscan --database="${folder}" "$@"`);
    const scan = localScanner({ programs: ['clamdscan'], report: expect.unreachable });
    expect(await scan(Buffer.concat([pdf(), Buffer.from(mark)]))).toEqual({
      status: 'THREATS_FOUND',
      threat: expect.stringMatching(/^Parvis\.Test/) as string,
    });
    expect(await scan(pdf())).toEqual({ status: 'NO_THREATS_FOUND' });
  });
});
