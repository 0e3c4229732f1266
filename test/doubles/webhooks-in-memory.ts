import { deliveryIdOf, firstIdSince } from '../../functions/webhooks/rules/delivery-id.ts';
import type { StoredDelivery } from '../../functions/webhooks/store/delivery-item.ts';
import type { AskedDeliveries, Attempted, DeliveryStore, NewDelivery } from '../../functions/webhooks/store/delivery-store.ts';
import type { StoredWebhook } from '../../functions/webhooks/store/endpoint-item.ts';
import type { EndpointStore, NewWebhook, TurnStore } from '../../functions/webhooks/store/endpoint-store.ts';
import type { Replay, ReplayStore, StartReplay } from '../../functions/webhooks/store/replay-store.ts';
import type { WebhookId } from '../../schemas/webhook.ts';

const UNUSED = { version: 1, disabled: null, failures: 0, failingSince: null, restUntil: null, turnUntil: null };
const PAGE = 3;
const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);

const endpointsInMemory = () => {
  const kept = new Map<WebhookId, StoredWebhook & { turnId?: string }>();
  const put = (id: WebhookId, change: Partial<StoredWebhook> & { turnId?: string }): StoredWebhook => {
    const next = { ...(kept.get(id) as StoredWebhook), ...change };
    kept.set(id, next);
    return next;
  };
  const shown = (webhook: StoredWebhook & { turnId?: string }): StoredWebhook => {
    const { turnId: _turnId, ...stored } = webhook;
    return stored;
  };
  const endpoints: EndpointStore = {
    find: async (id) => {
      const found = kept.get(id);
      return found && shown(found);
    },
    all: async () => [...kept.values()].map(shown),
    list: async ({ limit }) => ({ items: [...kept.values()].toSorted(byId).slice(0, limit).map(shown), next: null }),
    register: async (webhook: NewWebhook) => {
      kept.set(webhook.id, { ...webhook, ...UNUSED });
    },
    change: async ({ id, version }, change) => {
      if (kept.get(id)?.version !== version) return undefined;
      return shown(put(id, { ...change, version: version + 1 }));
    },
    remove: async ({ id, version }) => kept.get(id)?.version === version && kept.delete(id),
    setDisabled: async (id, disabled) => {
      const found = kept.get(id);
      if (!found) return false;
      put(id, { version: found.version + 1, disabled, ...(disabled === null && { failures: 0, failingSince: null, restUntil: null }) });
      return true;
    },
  };
  const turns: TurnStore = {
    take: async (id, turn) => {
      const found = kept.get(id);
      const now = turn.at.toISOString();
      if (!found || found.disabled || (found.restUntil ?? '') > now || (found.turnUntil ?? '') > now) return undefined;
      return shown(put(id, { turnId: turn.id, turnUntil: turn.until.toISOString() }));
    },
    end: async (id, turn, { disabled, ...health }) => {
      const found = kept.get(id);
      if (!found || found.turnId !== turn.id) return false;
      put(id, { ...health, turnUntil: null, turnId: '', ...(disabled && { disabled, version: found.version + 1 }) });
      return true;
    },
  };
  return { endpoints, turns };
};

const deliveriesInMemory = () => {
  const kept = new Map<string, StoredDelivery>();
  const keyOf = (webhookId: string, id: string): string => `${webhookId} ${id}`;
  const put = (delivery: StoredDelivery): void => {
    kept.set(keyOf(delivery.webhookId, delivery.id), delivery);
  };
  const of = (webhookId: WebhookId): StoredDelivery[] => [...kept.values()].filter((one) => one.webhookId === webhookId).toSorted(byId);
  const isStill = ({ webhookId, id, attempts, nextAttemptAt }: StoredDelivery): boolean => {
    const found = kept.get(keyOf(webhookId, id));
    return found?.attempts === attempts && found.nextAttemptAt === nextAttemptAt;
  };
  const onItsWay = (delivery: StoredDelivery, at: Date): StoredDelivery => ({
    ...delivery,
    state: 'pending',
    tries: 0,
    nextAttemptAt: at.toISOString(),
  });
  const add = (created: NewDelivery, at: Date): StoredDelivery => {
    const delivery = onItsWay({ ...created, attempts: 0, last: null, tries: 0, state: 'pending', nextAttemptAt: null }, at);
    put(delivery);
    return delivery;
  };
  const dueOf = (webhookId: WebhookId) =>
    of(webhookId)
      .flatMap(({ id, nextAttemptAt }) => (nextAttemptAt === null ? [] : [{ at: nextAttemptAt, id }]))
      .toSorted((one, other) => (one.at < other.at ? -1 : 1));
  const deliveries: DeliveryStore & AskedDeliveries = {
    find: async (webhookId, id) => kept.get(keyOf(webhookId, id)),
    list: async (webhookId, { limit }) => ({ items: of(webhookId).toReversed().slice(0, limit), next: null }),
    create: (async (created: NewDelivery, at: Date, trail?: unknown) => {
      if (trail) return add(created, at);
      if (kept.has(keyOf(created.webhookId, created.id))) return false;
      add(created, at);
      return true;
    }) as DeliveryStore['create'] & AskedDeliveries['create'],
    due: async (webhookId, now, most) =>
      dueOf(webhookId)
        .filter(({ at }) => at <= now.toISOString())
        .slice(0, most),
    nextDue: async (webhookId) => dueOf(webhookId)[0]?.at,
    record: async (read, attempted: Attempted) => {
      if (!isStill(read)) return false;
      put({ ...read, ...attempted, attempts: read.attempts + 1 });
      return true;
    },
    forget: async () => undefined,
    putBack: async (read, at) => {
      if (!isStill(read)) return false;
      put(onItsWay(read, at));
      return true;
    },
  };
  const advance = (wanted: StoredDelivery[], at: Date): boolean => {
    if (!wanted.every(isStill)) return false;
    for (const delivery of wanted) put(onItsWay(delivery, at));
    return true;
  };
  return { deliveries, of, advance };
};

/** Everything that is kept of webhooks, with the conditions of the real stores; pages of a replay are small. */
export const webhooksInMemory = () => {
  const { endpoints, turns } = endpointsInMemory();
  const { deliveries, of, advance } = deliveriesInMemory();
  const running = new Map<WebhookId, Replay>();
  const startReplay: StartReplay = async (webhookId, replay) => {
    if (running.has(webhookId)) return false;
    running.set(webhookId, { ...replay, after: null });
    return true;
  };
  const replays: ReplayStore = {
    find: async (webhookId) => running.get(webhookId),
    page: async (webhookId, { since, until, after }) => {
      const [first, last] = [firstIdSince(new Date(since)), `${firstIdSince(new Date(until))}~`];
      const left = of(webhookId).filter(({ id }) => id >= first && id <= last && id > (after ?? ''));
      return { deliveries: left.slice(0, PAGE), last: left.length > PAGE ? (left[PAGE - 1]?.id ?? null) : null };
    },
    advance: async (webhookId, { after }, { wanted, last, at }) => {
      const found = running.get(webhookId);
      if (found?.after !== after || !advance(wanted, at)) return false;
      if (last === null) running.delete(webhookId);
      else running.set(webhookId, { ...found, after: last });
      return true;
    },
  };
  return { endpoints, turns, deliveries, replays, startReplay, of, idOf: deliveryIdOf };
};
