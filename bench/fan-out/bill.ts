import type { Usage } from '../../local/iam/meter.ts';
import { prices } from './prices.ts';

/** What was asked of AWS, by recipient; dollars by a million of them. */
export interface Bill {
  tableCalls: number;
  readUnits: number;
  writeUnits: number;
  queueCalls: number;
  mailCalls: number;
  dollars: number;
}

export interface Asked {
  usages: Usage[];
  queueCalls: number;
  mailCalls: number;
  /** Events of the mail service, each of which is published once. */
  published: number;
  invocations: number;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'TransactGetItems']);

const unitsOf = (usages: Usage[]): number => usages.reduce((sum, { units }) => sum + units, 0);

/** Prices what was asked of AWS to write to so many people. */
export const billOf = ({ usages, queueCalls, mailCalls, published, invocations }: Asked, people: number): Bill => {
  const readUnits = unitsOf(usages.filter(({ action }) => READS.has(action))) / people;
  const writeUnits = unitsOf(usages.filter(({ action }) => !READS.has(action))) / people;
  const { perMillion } = prices;
  const dollars =
    readUnits * perMillion.readRequestUnits +
    writeUnits * perMillion.writeRequestUnits +
    (queueCalls / people) * perMillion.queueRequests +
    (published / people) * perMillion.topicPublishes +
    (invocations / people) * perMillion.invocations;
  const tableCalls = usages.reduce((sum, { calls }) => sum + calls, 0) / people;
  return { tableCalls, readUnits, writeUnits, queueCalls: queueCalls / people, mailCalls: mailCalls / people, dollars };
};
