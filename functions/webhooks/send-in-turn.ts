import type { WebhookId } from '../../schemas/webhook.ts';
import type { Clock } from '../shared/clock.ts';
import type { ReadKeyring } from '../shared/store/keyring.ts';
import { type AttemptDependencies, type AttemptResult, attemptDelivery, type OpenEndpoint } from './attempt-delivery.ts';
import type { Wake, WakeMessage } from './messages.ts';
import { putBackPage } from './put-back-page.ts';
import { signing } from './rules/secrets.ts';
import { afterTurn, PATIENCE, type Seen, widthOf } from './rules/turn.ts';
import { openSecret } from './sealed-secret.ts';
import type { DeliveryStore } from './store/delivery-store.ts';
import type { StoredWebhook } from './store/endpoint-item.ts';
import type { Turn, TurnStore } from './store/endpoint-store.ts';
import type { ReplayStore } from './store/replay-store.ts';

export interface SendDependencies extends AttemptDependencies {
  turns: TurnStore;
  deliveries: Pick<DeliveryStore, 'find' | 'record' | 'forget' | 'due' | 'nextDue'>;
  replays: Pick<ReplayStore, 'find' | 'page' | 'advance'>;
  readKeyring: ReadKeyring;
  wake: Wake;
  newId: () => string;
}

/** Longer than the function may live: while its sender lives, a turn is nobody else's. */
const TURN_MILLISECONDS = 40_000;
/** Enough for posts that take all their time, and for writing down what became of them. */
const RESERVE_MILLISECONDS = 10_000;
/** What is due later than that is left to the schedule, which looks every minute. */
const SOON_SECONDS = 60;

const add = (seen: Seen, { outcome, retryAfter }: AttemptResult): Seen => ({
  successes: seen.successes + (outcome === 'delivered' ? 1 : 0),
  failures: outcome === 'delivered' ? 0 : outcome === 'moot' ? seen.failures : seen.failures + 1,
  gone: seen.gone || outcome === 'gone',
  retryAfter: retryAfter === null ? seen.retryAfter : Math.max(seen.retryAfter ?? 0, retryAfter),
});

/** Posts what is due, a few at a time, until nothing is, time runs short, or the endpoint has had enough. */
const sendDue = async (
  dependencies: SendDependencies,
  open: OpenEndpoint & { failures: number },
  timeLeft: () => number,
): Promise<Seen> => {
  const { deliveries, clock } = dependencies;
  const { id } = open.endpoint;
  const attempt = attemptDelivery(dependencies);
  let seen: Seen = { successes: 0, failures: open.failures, gone: false, retryAfter: null };
  while (timeLeft() > RESERVE_MILLISECONDS) {
    const more = await putBackPage(dependencies, id);
    const due = await deliveries.due(id, clock(), widthOf(seen.failures));
    if (due.length === 0 && !more) break;
    const results = await Promise.all(due.map((one) => attempt(open, one)));
    seen = results.reduce(add, seen);
    if (seen.gone || seen.retryAfter !== null || (results.length > 0 && seen.failures >= PATIENCE)) break;
  }
  return seen;
};

/** What is still to be sent is looked for after the turn was given back: who came meanwhile and found it taken has called in vain. */
const wakeForTheRest = async (
  { deliveries, replays, wake, clock }: SendDependencies,
  id: WebhookId,
  restUntil: string | null,
): Promise<void> => {
  const next = (await replays.find(id)) ? clock().toISOString() : await deliveries.nextDue(id);
  if (next === undefined) return;
  const at = Math.max(Date.parse(next), Date.parse(restUntil ?? next));
  const seconds = Math.max(0, Math.ceil((at - clock().getTime()) / 1000));
  if (seconds <= SOON_SECONDS) await wake(id, seconds);
};

const openSecrets = (readKeyring: ReadKeyring, { id, secrets }: StoredWebhook, now: Date): Promise<string[]> =>
  Promise.all(signing(secrets, now).map(({ sealed }) => openSecret(readKeyring, sealed, id)));

const takeTurn = async ({ turns, clock, newId }: { turns: TurnStore; clock: Clock; newId: () => string }, id: WebhookId) => {
  const at = clock();
  const turn: Turn = { id: newId(), at, until: new Date(at.getTime() + TURN_MILLISECONDS) };
  const endpoint = await turns.take(id, turn);
  return endpoint && { turn, endpoint };
};

/**
 * Sends what is due to one endpoint, when nobody else does: a partner never has more than a few posts under way, and a slow one takes the time of one
 * sender. What it does not get to is sent by the next turn.
 */
export const sendInTurn =
  (dependencies: SendDependencies) =>
  async ({ webhookId }: WakeMessage, timeLeft: () => number): Promise<void> => {
    const { turns, readKeyring, clock, random, delays, log } = dependencies;
    const taken = await takeTurn(dependencies, webhookId);
    if (!taken) return;
    const { endpoint, turn } = taken;
    const secrets = await openSecrets(readKeyring, endpoint, turn.at);
    const seen = await sendDue(dependencies, { endpoint, secrets, failures: endpoint.failures }, timeLeft);
    const result = afterTurn(endpoint, seen, clock(), { delays, random: random() });
    const ended = await turns.end(webhookId, turn, result);
    log('webhook.turn-ended', { webhookId, count: seen.successes });
    if (ended && result.disabled) log('webhook.disabled', { webhookId, problem: result.disabled.reason });
    if (ended && !result.disabled) await wakeForTheRest(dependencies, webhookId, result.restUntil);
  };
