import { setTimeout as sleep } from 'node:timers/promises';
import { SESClient } from '@aws-sdk/client-ses';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { withoutCallLog } from '../aws.ts';
import { systemClock } from '../clock.ts';
import { lazily } from '../lazily.ts';
import { type PostLetter, postLetter } from '../letters/post.ts';
import { sendBudget } from '../sending/budget.ts';
import { laneStore } from './lanes.ts';
import { letterMailer } from './letter-mailer.ts';
import { unhindered } from './sending-control.ts';
import { sentLetters } from './sent-letters.ts';

/** What a function that sends letters reads from its environment. */
export interface LettersEnvironment {
  LETTERS_TABLE: string;
  SENDING_TABLE: string;
  SENDS_PER_SECOND: number;
  LETTER_SENDER: string;
  MAIL_CONFIGURATION_SET: string;
}

/** Milliseconds. */
const ANSWER_WITHIN = 4000;
const CONNECT_WITHIN = 1000;

/** One attempt a call: the queue makes the next one. */
const mailClient = (): SESClient =>
  lazily(() =>
    withoutCallLog(
      new SESClient({
        maxAttempts: 1,
        requestHandler: { requestTimeout: ANSWER_WITHIN, throwOnRequestTimeout: true, connectionTimeout: CONNECT_WITHIN },
      }),
    ),
  );

/**
 * The post of a function: every capability that writes to one person has it from here. A stop or a slow-down of sending is for what Parvis sends by
 * itself, and holds no letter: somebody waits for it.
 */
export const letterPost = (client: DynamoDBDocumentClient, environment: LettersEnvironment): PostLetter =>
  postLetter({
    sent: sentLetters(client, environment.LETTERS_TABLE),
    budget: sendBudget({
      lanes: laneStore(client, environment.SENDING_TABLE),
      control: async () => unhindered,
      sendClass: 'transactional',
      perSecond: environment.SENDS_PER_SECOND,
      clock: systemClock,
      sleep,
      random: Math.random,
    }),
    mail: letterMailer(mailClient(), { sender: environment.LETTER_SENDER, configurationSet: environment.MAIL_CONFIGURATION_SET }),
    clock: systemClock,
  });
