import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock } from '../../shared/clock.ts';
import { type SendBudget, sendBudget } from '../../shared/sending/budget.ts';
import type { SendClass } from '../../shared/sending/lanes.ts';
import { laneStore } from '../../shared/store/lanes.ts';
import { sendingControl } from '../../shared/store/sending-control.ts';
import { sendChunk } from '../sending/send-chunk.ts';
import { openTurns } from '../sending/turns.ts';
import { chunkStore } from '../store/chunks.ts';

type SendingEnvironment = Pick<Environment<'alerts-delivery'>, 'PUBLICATIONS_TABLE' | 'SENDING_TABLE' | 'SENDS_PER_SECOND'>;

/** How a worker sends chunks: its hands, and its budget for each class that it meets, last as long as it lives. */
export const wireChunkSending = (client: DynamoDBDocumentClient, environment: SendingEnvironment) => {
  const lanes = laneStore(client, environment.SENDING_TABLE);
  const control = sendingControl(client, environment.SENDING_TABLE);
  const budgets = new Map<SendClass, SendBudget>();
  const budgetOf = (sendClass: SendClass): SendBudget => {
    const known = budgets.get(sendClass);
    if (known) return known;
    const budget = sendBudget({
      lanes,
      control,
      sendClass,
      perSecond: environment.SENDS_PER_SECOND,
      clock: systemClock,
      sleep,
      random: Math.random,
    });
    budgets.set(sendClass, budget);
    return budget;
  };
  return {
    budgetOf,
    release: async (): Promise<void> => {
      await Promise.all([...budgets.values()].map((budget) => budget.release()));
    },
    sendChunk: sendChunk({ chunks: chunkStore(client, environment.PUBLICATIONS_TABLE), openTurn: openTurns(), clock: systemClock }),
  };
};
