import * as z from 'zod/mini';
import { WebhookDelivery, type WebhookDeliveryId, type WebhookId } from '../../../schemas/webhook.ts';

/** A delivery as it is kept. `tries`: attempts that have failed since it was last put on its way. */
export interface StoredDelivery extends WebhookDelivery {
  webhookId: WebhookId;
  tries: number;
}

const DAYS_KEPT = 30;
const SECONDS_A_DAY = 24 * 60 * 60;

export const DELIVERY_PREFIX = 'delivery#';
export const DUE_PREFIX = 'due#';

export const deliveryKey = (webhookId: WebhookId, id: WebhookDeliveryId) => ({ pk: webhookId, sk: DELIVERY_PREFIX + id });
export const dueKey = (webhookId: WebhookId, due: Due) => ({ pk: webhookId, sk: `${DUE_PREFIX}${due.at}#${due.id}` });

/** That a delivery is to be sent, from that time on. */
export interface Due {
  at: string;
  id: WebhookDeliveryId;
}

const expiry = (occurredAt: string): number => Math.floor(Date.parse(occurredAt) / 1000) + DAYS_KEPT * SECONDS_A_DAY;

const Stored = z.extend(WebhookDelivery, { tries: z.int() });

export const deliveryItem = ({ webhookId, ...delivery }: StoredDelivery): Record<string, unknown> => ({
  ...deliveryKey(webhookId, delivery.id),
  ...delivery,
  expiresAt: expiry(delivery.occurredAt),
});

export const dueItem = ({ webhookId, id, occurredAt }: StoredDelivery, at: string): Record<string, unknown> => ({
  ...dueKey(webhookId, { at, id }),
  id,
  at,
  expiresAt: expiry(occurredAt),
});

export const deliveryOf = (webhookId: WebhookId, item: Record<string, unknown>): StoredDelivery => ({ ...Stored.parse(item), webhookId });

const StoredDue = z.pick(z.extend(WebhookDelivery, { at: z.iso.datetime() }), { id: true, at: true });

export const dueOf = (item: Record<string, unknown>): Due => StoredDue.parse(item);
