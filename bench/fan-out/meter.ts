import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** What one caller asked of DynamoDB by one action. */
export interface Usage {
  caller: string;
  action: string;
  calls: number;
  /** Request units that are billed: of reads or of writes, as the action is. */
  units: number;
}

export interface TableCall {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Adds up what is asked of DynamoDB, so that it can be counted and priced. */
export interface Meter {
  usages(): Usage[];
  /** Counts a call, and gives the body to send on: the engine is asked to say what it bills. */
  count(call: TableCall): Buffer;
  /** Reads what an answer says was billed. */
  read(call: TableCall, answer: IncomingMessage): void;
}

/** `DynamoDB_20120810.GetItem` is `GetItem`. */
const actionOf = ({ headers }: TableCall): string => String(headers['x-amz-target']).split('.').at(-1) ?? '';

const callerOf = ({ headers }: TableCall): string => /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';

interface Billed {
  CapacityUnits?: number;
}

const unitsIn = (text: string): number => {
  const { ConsumedCapacity } = JSON.parse(text) as { ConsumedCapacity?: Billed | Billed[] };
  return [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
};

export const openMeter = (): Meter => {
  const usages = new Map<string, Usage>();
  const usageOf = (call: TableCall): Usage => {
    const [caller, action] = [callerOf(call), actionOf(call)];
    const usage = usages.get(`${caller} ${action}`) ?? { caller, action, calls: 0, units: 0 };
    usages.set(`${caller} ${action}`, usage);
    return usage;
  };
  return {
    usages: () => [...usages.values()],
    count(call) {
      usageOf(call).calls += 1;
      return Buffer.from(JSON.stringify({ ...JSON.parse(call.body.toString('utf8')), ReturnConsumedCapacity: 'TOTAL' }));
    },
    read(call, answer) {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        if (answer.statusCode === 200) usageOf(call).units += unitsIn(Buffer.concat(parts).toString('utf8'));
      });
    },
  };
};
