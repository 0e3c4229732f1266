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
  /** Messages, that went ten in a call, and were received and deleted ten in a call. */
  messages: number;
  mailCalls: number;
  /** Events of the mail service, each of which is published once. */
  published: number;
  invocations: number;
}

const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'TransactGetItems']);
const MESSAGES_OF_CALL = 10;

const unitsOf = (usages: Usage[]): number => usages.reduce((sum, { units }) => sum + units, 0);

/** Prices what was asked of AWS to write to so many people. `sent` is false for messages that a topic sent, which is free. */
export const billOf = ({ usages, messages, mailCalls, published, invocations }: Asked, people: number, sent: boolean): Bill => {
  const readUnits = unitsOf(usages.filter(({ action }) => READS.has(action))) / people;
  const writeUnits = unitsOf(usages.filter(({ action }) => !READS.has(action))) / people;
  const queueCalls = ((sent ? 3 : 2) * messages) / MESSAGES_OF_CALL / people;
  const { perMillion } = prices;
  const dollars =
    readUnits * perMillion.readRequestUnits +
    writeUnits * perMillion.writeRequestUnits +
    queueCalls * perMillion.queueRequests +
    (published / people) * perMillion.topicPublishes +
    (invocations / people) * perMillion.invocations;
  const tableCalls = usages.reduce((sum, { calls }) => sum + calls, 0) / people;
  return { tableCalls, readUnits, writeUnits, queueCalls, mailCalls: mailCalls / people, dollars };
};
