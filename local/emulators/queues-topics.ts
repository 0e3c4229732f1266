/**
 * SQS and SNS with the queues, topics and subscriptions of the template, and the SMS of SNS; messages outlive a restart and even a kill.
 * Why these are ours: docs/decisions/0007-local-aws-emulators.md.
 */
import { join } from 'node:path';
import type { Emulator, Mount } from '../emulator.ts';
import { openQueueStore } from './queues/queue-store.ts';
import { queuesOfTemplate, runQueues } from './queues/queues.ts';
import { type Sqs, SqsError, type SqsInput, sqsActions } from './queues/sqs-actions.ts';
import type { EmulatorOptions } from './resource.ts';
import { textsMount } from './texts/text-pages.ts';
import { type PhoneBox, runTextService } from './texts/text-service.ts';
import { openTextStore } from './texts/text-store.ts';
import { answerSns } from './topics/sns-actions.ts';
import { runTopics, type Topics } from './topics/topics.ts';
import { type Answer, json, readAll, serve } from './web-service.ts';

export interface QueuesAndTopics extends Emulator {
  /** How the mail emulator tells of what became of a mail. */
  publish: Topics['publish'];
  phone: PhoneBox;
  /** The pages of the SMS. */
  mount: Mount;
}

export interface QueuesAndTopicsOptions extends EmulatorOptions {
  region: string;
  account: string;
}

const JSON_TYPE = 'application/x-amz-json-1.0';

const answerSqs = async (sqs: Sqs, target: string, input: SqsInput, gone: AbortSignal): Promise<Answer> => {
  const action = sqsActions[target.replace('AmazonSQS.', '')];
  try {
    if (!action) throw new SqsError('InvalidAction', `The local queues do not support ${target}`);
    return json(200, await action(sqs, input, gone), JSON_TYPE);
  } catch (error) {
    if (!(error instanceof SqsError)) throw error;
    return json(400, { __type: `com.amazonaws.sqs#${error.code}`, message: error.message }, JSON_TYPE);
  }
};

export const startQueuesAndTopics = async ({ resources, dataDir, region, account }: QueuesAndTopicsOptions): Promise<QueuesAndTopics> => {
  const declared = queuesOfTemplate(resources);
  const store = openQueueStore(join(dataDir, 'queues'));
  const queues = runQueues(store);
  const topics = runTopics(resources, declared, queues);
  const textStore = openTextStore(join(dataDir, 'sms'));
  const texts = runTextService(textStore);
  const stopping = new AbortController();
  const service = await serve('sqs and sns', async (request, response) => {
    const body = (await readAll(request)).toString('utf8');
    const target = request.headers['x-amz-target'];
    const left = new AbortController();
    response.once('close', () => left.abort());
    const gone = AbortSignal.any([left.signal, stopping.signal]);
    if (typeof target !== 'string') return answerSns({ topics, texts }, new URLSearchParams(body), gone);
    const baseUrl = `http://${request.headers.host}/${account}`;
    const sqs: Sqs = { declared, queues, store, region, account, baseUrl };
    return answerSqs(sqs, target, JSON.parse(body), gone);
  });
  return {
    url: service.url,
    publish: topics.publish,
    phone: texts.box,
    mount: textsMount(textStore),
    async stop() {
      stopping.abort();
      await service.stop();
      store.close();
      textStore.close();
    },
  };
};
