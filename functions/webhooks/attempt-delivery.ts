import type { WebhookOutcome } from '../../schemas/webhook.ts';
import { type Clock, epochSeconds } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Answer, Post } from './post/https-post.ts';
import { nextAttempt, retryAfterSeconds } from './rules/retry.ts';
import { signedHeaders } from './rules/signature.ts';
import type { Due, StoredDelivery } from './store/delivery-item.ts';
import type { DeliveryStore } from './store/delivery-store.ts';
import type { StoredWebhook } from './store/endpoint-item.ts';

export interface AttemptDependencies {
  deliveries: Pick<DeliveryStore, 'find' | 'record' | 'forget'>;
  post: Post;
  clock: Clock;
  random: () => number;
  /** Seconds between the attempts of one delivery. */
  delays: readonly number[];
  log: Log;
}

/** An endpoint, with its secrets opened. */
export interface OpenEndpoint {
  endpoint: Pick<StoredWebhook, 'id' | 'address'>;
  secrets: readonly string[];
}

/** `moot`: there was nothing to send. `retryAfter`: seconds that the partner asked to be left alone. */
export interface AttemptResult {
  outcome: 'delivered' | 'failed' | 'gone' | 'moot';
  retryAfter: number | null;
}

const GONE = 410;
const MOOT: AttemptResult = { outcome: 'moot', retryAfter: null };

const isSuccess = ({ status }: Answer): boolean => status !== null && status >= 200 && status < 300;

const outcomeOf = (answer: Answer, at: Date): WebhookOutcome => ({
  at: at.toISOString(),
  status: answer.status,
  failure: isSuccess(answer) ? null : answer.status === null ? answer.failure : 'refused-status',
});

const fail = (dependencies: AttemptDependencies, { webhookId, id }: StoredDelivery, answer: Answer): void => {
  const why = answer.status === null ? { problem: answer.failure } : { status: answer.status };
  dependencies.log('webhook.attempt-failed', { webhookId, deliveryId: id, ...why });
};

/**
 * Posts a delivery once and writes down what became of it. Killed in between, it is posted again under the same id: a partner may get an event
 * twice, and none is ever lost.
 */
export const attemptDelivery =
  (dependencies: AttemptDependencies) =>
  async ({ endpoint, secrets }: OpenEndpoint, due: Due): Promise<AttemptResult> => {
    const { deliveries, post, clock, random, delays } = dependencies;
    const delivery = await deliveries.find(endpoint.id, due.id);
    if (delivery?.nextAttemptAt !== due.at) {
      await deliveries.forget(endpoint.id, due);
      return MOOT;
    }
    const { id, body } = delivery;
    const signed = signedHeaders({ id, timestamp: epochSeconds(clock()), body }, secrets);
    const answer = await post({
      address: endpoint.address,
      headers: { 'content-type': 'application/json', 'user-agent': 'Parvis-Webhooks/1', ...signed },
      body,
    });
    const at = clock();
    const last = outcomeOf(answer, at);
    if (isSuccess(answer)) {
      await deliveries.record(delivery, { state: 'delivered', tries: 0, last, nextAttemptAt: null });
      return { outcome: 'delivered', retryAfter: null };
    }
    fail(dependencies, delivery, answer);
    const tries = delivery.tries + 1;
    const retryAfter = answer.status === null ? null : retryAfterSeconds(answer.retryAfter, at);
    const next = nextAttempt({ at, tries, retryAfter }, { delays, random: random() });
    await deliveries.record(delivery, { state: next ? 'pending' : 'failed', tries, last, nextAttemptAt: next?.toISOString() ?? null });
    return { outcome: answer.status === GONE ? 'gone' : 'failed', retryAfter };
  };
