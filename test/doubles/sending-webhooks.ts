import { randomBytes, randomUUID } from 'node:crypto';
import type { Log } from '../../functions/shared/log.ts';
import type { Post } from '../../functions/webhooks/post/https-post.ts';
import { SECRET_BYTES, secretText } from '../../functions/webhooks/rules/signature.ts';
import { sealSecret, webhookKeyring } from '../../functions/webhooks/sealed-secret.ts';
import { type SendDependencies, sendInTurn } from '../../functions/webhooks/send-in-turn.ts';
import type { NewWebhook } from '../../functions/webhooks/store/endpoint-store.ts';
import { wakeSenders } from '../../functions/webhooks/wake-senders.ts';
import type { WebhookDeliveryId, WebhookId } from '../../schemas/webhook.ts';
import { aDelivery, aTrail, aWebhook } from './webhooks.ts';
import { webhooksInMemory } from './webhooks-in-memory.ts';

const START = Date.UTC(2026, 2, 1, 8);
/** As in production: the specification's example. */
const DELAYS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** A sender on stores in memory, at a time that tests choose. */
export const sendingWebhooks = (post: Post) => {
  const stores = webhooksInMemory();
  const keyring = webhookKeyring(JSON.stringify({ k1: randomBytes(32).toString('base64') }));
  const calls: { id: WebhookId; seconds: number }[] = [];
  const logged: Record<string, unknown>[] = [];
  const log: Log = (code, fields) => logged.push({ code, ...fields });
  let now = START;
  const clock = () => new Date(now);
  const dependencies: SendDependencies = {
    turns: stores.turns,
    deliveries: stores.deliveries,
    replays: stores.replays,
    readKeyring: async () => keyring,
    post,
    wake: async (id, seconds = 0) => {
      calls.push({ id, seconds });
    },
    delays: DELAYS,
    random: () => 0,
    newId: randomUUID,
    clock,
    log,
  };
  const waker = wakeSenders({ ...dependencies, endpoints: stores.endpoints });
  return {
    ...stores,
    dependencies,
    keyring,
    calls,
    logged,
    clock,
    pass(seconds: number) {
      now += seconds * 1000;
    },
    at: (seconds: number): string => new Date(START + seconds * 1000).toISOString(),
    /** Registers a partner, and gives the secret that only it knows. */
    async partner(change: Partial<NewWebhook> = {}): Promise<{ id: WebhookId; secret: string }> {
      const webhook = aWebhook(change);
      const key = randomBytes(SECRET_BYTES);
      await stores.endpoints.register({ ...webhook, secrets: [{ sealed: sealSecret(keyring, key, webhook.id), until: null }] }, aTrail());
      return { id: webhook.id, secret: secretText(key) };
    },
    /** So many events happen, a millisecond apart. */
    async happen(id: WebhookId, count: number): Promise<WebhookDeliveryId[]> {
      const created = Array.from({ length: count }, (_, nth) => aDelivery(id, new Date(now + nth).toISOString()));
      for (const delivery of created) await stores.deliveries.create(delivery, clock());
      return created.map((delivery) => delivery.id);
    },
    send: (id: WebhookId, timeLeft: () => number = () => 30_000, given: SendDependencies = dependencies) =>
      sendInTurn(given)({ webhookId: id }, timeLeft),
    /** What the schedule of every minute does, and whom it calls. */
    async schedule(): Promise<WebhookId[]> {
      calls.length = 0;
      await waker();
      return calls.splice(0).map(({ id }) => id);
    },
  };
};
