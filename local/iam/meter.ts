import type { IncomingMessage } from 'node:http';
import type { AwsRequest, Service } from './request.ts';

/** What one caller asked of one service by one action. */
export interface Usage {
  caller: string;
  service: Service;
  action: string;
  calls: number;
  /** Request units that DynamoDB bills: of reads or of writes, as the action is. */
  units: number;
}

/** Adds up what is asked of AWS, so that it can be counted and priced. */
export interface Meter {
  usages(): Usage[];
  /** Counts a call, and gives the body to send on: DynamoDB is asked to say what it bills. */
  count(call: { caller: string; service: Service; request: AwsRequest }): Buffer;
  /** Reads what an answer says was billed. The answer is held back until what this gives is fulfilled. */
  read(call: { caller: string; service: Service; request: AwsRequest }, answer: IncomingMessage): Promise<void> | undefined;
}

const actionOf = ({ method, headers, url }: AwsRequest): string => {
  const target = headers['x-amz-target'];
  return typeof target === 'string' ? (target.split('.').at(-1) ?? target) : `${method} ${url.pathname}`;
};

type Billed = { CapacityUnits?: number };

const unitsIn = (text: string): number => {
  const { ConsumedCapacity } = JSON.parse(text) as { ConsumedCapacity?: Billed | Billed[] };
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
};

export const openMeter = (): Meter => {
  const usages = new Map<string, Usage>();
  const usageOf = ({ caller, service, request }: { caller: string; service: Service; request: AwsRequest }): Usage => {
    const action = service === 's3' ? request.method : actionOf(request);
    const key = `${caller} ${service} ${action}`;
    const usage = usages.get(key) ?? { caller, service, action, calls: 0, units: 0 };
    usages.set(key, usage);
    return usage;
  };
  return {
    usages: () => [...usages.values()],
    count(call) {
      usageOf(call).calls += 1;
      const { body } = call.request;
      if (call.service !== 'dynamodb') return body;
      return Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'TOTAL' }));
    },
    read(call, answer) {
      if (call.service !== 'dynamodb') return;
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        if (answer.statusCode === 200) usageOf(call).units += unitsIn(Buffer.concat(parts).toString('utf8'));
      });
    },
  };
};
