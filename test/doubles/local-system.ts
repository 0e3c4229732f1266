import { afterEach } from 'vitest';
import type { JsonObject } from '../../local/assembly.ts';
import { type System, type SystemOptions, startSystem } from '../../local/system.ts';
import { frontResources, functionResources, temporaryFolder, writeAssembly } from './assembly.ts';

/**
 * A function that does what each message tells it to, and writes `<what>:<name>` as the code of a log line, so that a test counts what
 * happened with `functions.countOf`.
 */
export const obedientFunction = `
const tell = (message) => console.log(JSON.stringify({ message }));
const order = (record) => JSON.parse(record.body ?? record.dynamodb.NewImage.order.S);
export const handler = async (event) => {
  tell('batch:' + event.Records.length);
  const batchItemFailures = [];
  for (const record of event.Records) {
    const { name, does = 'work' } = order(record);
    tell('seen:' + name);
    if (does === 'fail') batchItemFailures.push({ itemIdentifier: record.messageId ?? record.dynamodb.SequenceNumber });
    if (does === 'throw') throw new Error('as told');
    if (does === 'exit') process.exit(3);
    if (does === 'wait') await new Promise((done) => setTimeout(done, 60_000));
    if (does === 'work') tell('done:' + name);
  }
  return { batchItemFailures };
};`;

const running: System[] = [];
afterEach(async () => {
  for (const system of running.splice(0)) await system.stop();
});

export interface SmallSystem {
  resources: Record<string, { Type: string; Properties?: JsonObject }>;
  bundles: Record<string, string>;
}

/** Starts a system of a few resources, with what it reported; it is stopped after the test. */
export const startSmallSystem = async (
  { resources, bundles }: SmallSystem,
  options: Partial<SystemOptions> = {},
): Promise<System & { reports: string[] }> => {
  const assemblyDir = writeAssembly(
    { small: { Parameters: { TokenIssuer: { Type: 'String' } }, Resources: { ...frontResources, ...resources } } },
    bundles,
  );
  const reports: string[] = [];
  const system = await startSystem({
    assemblyDir,
    dataDir: temporaryFolder(),
    testIssuer: true,
    report: (message) => reports.push(message),
    ...options,
  });
  running.push(system);
  return { ...system, reports };
};

/** A queue with a dead-letter queue, whose messages wake the obedient function. */
export const queueSystem = (mapping: JsonObject = {}, queue: JsonObject = {}, fn: JsonObject = {}): SmallSystem => ({
  resources: {
    Dead: { Type: 'AWS::SQS::Queue' },
    Jobs: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 1,
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
        ...queue,
      },
    },
    ...functionResources('worker', ['sqs:*'], fn),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] },
        FunctionName: { Ref: 'worker' },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ...mapping,
      },
    },
  },
  bundles: { worker: obedientFunction },
});
