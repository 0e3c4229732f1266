import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';

/** Wakes a function at a regular pace. A run that fails is not repeated: the next one does its work. */
export const wakeEvery = (interval: Duration, target: IFunction): void => {
  new Rule(target, 'Schedule', { schedule: Schedule.rate(interval), targets: [new LambdaFunction(target, { retryAttempts: 0 })] });
};
