import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { type CountedCode, countedCodes, errorCodes, warningCodes } from '../../schemas/log-codes.ts';

export const metricCodes: readonly CountedCode[] = [...errorCodes, ...warningCodes, ...countedCodes];

/** One metric per counted log code, of the code's own name; apart for each stage. */
export const countLines = (scope: Construct, logGroup: ILogGroup, namespace: string): void => {
  for (const code of metricCodes) {
    new MetricFilter(scope, code, {
      logGroup,
      metricNamespace: namespace,
      metricName: code,
      metricValue: '1',
      filterPattern: FilterPattern.stringValue('$.message', '=', code),
    });
  }
};

/** How often a line was logged. */
export const lineCount = (namespace: string, code: CountedCode, period: Duration): Metric =>
  new Metric({ namespace, metricName: code, statistic: 'Sum', period });
