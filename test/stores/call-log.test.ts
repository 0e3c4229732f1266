import { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, it } from 'vitest';
import { dynamo, withoutCallLog } from '../../functions/shared/aws.ts';

const steps = ({ middlewareStack }: { middlewareStack: { identify(): string[] } }): string[] => middlewareStack.identify();
const describesCalls = (step: string): boolean => step.startsWith('loggerMiddleware');

it('describes no call to a logger that nobody reads, and takes no other step away', () => {
  const plain = new SESv2Client({ region: 'eu-west-3' });
  const before = steps(plain);
  expect(before.filter(describesCalls)).toHaveLength(1);
  expect(steps(withoutCallLog(plain))).toEqual(before.filter((step) => !describesCalls(step)));
  expect(steps(dynamo()).filter(describesCalls)).toEqual([]);
});
