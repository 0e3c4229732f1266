import { SESv2Client } from '@aws-sdk/client-sesv2';
import { expect, it } from 'vitest';
import { dynamo, withoutCallLog } from '../../functions/shared/aws.ts';

const steps = ({ middlewareStack }: { middlewareStack: { identify(): string[] } }): string[] => middlewareStack.identify();
const onlyTells = (step: string): boolean => /^(loggerMiddleware|getUserAgentMiddleware) /.test(step);

it('leaves out the two steps that only tell, and no other', () => {
  const plain = new SESv2Client({ region: 'eu-west-3' });
  const before = steps(plain);
  expect(before.filter(onlyTells)).toHaveLength(2);
  expect(steps(withoutCallLog(plain))).toEqual(before.filter((step) => !onlyTells(step)));
  expect(steps(dynamo()).filter(onlyTells)).toEqual([]);
});
