import type { Page } from '../../../schemas/page.ts';
import type { WebhookDelivery, WebhookDeliveryId, WebhookId, WebhookOutcome } from '../../../schemas/webhook.ts';
import type { Trail } from '../../shared/context.ts';
import type { Due, StoredDelivery } from './delivery-item.ts';

/** A new event for one endpoint. */
export interface NewDelivery extends Pick<WebhookDelivery, 'id' | 'type' | 'occurredAt' | 'body'> {
  webhookId: WebhookId;
}

/** What an attempt changes. */
export interface Attempted {
  state: WebhookDelivery['state'];
  tries: number;
  last: WebhookOutcome;
  nextAttemptAt: string | null;
}

/** Every transition carries its own condition; false when it no longer held, and then nothing was written. */
export interface DeliveryStore {
  find(webhookId: WebhookId, id: WebhookDeliveryId): Promise<StoredDelivery | undefined>;
  /** The latest event first. */
  list(webhookId: WebhookId, page: { limit: number; cursor?: string | undefined }): Promise<Page<StoredDelivery>>;
  /** Pending, to be sent at once. False when that event was already written for that endpoint. */
  create(delivery: NewDelivery, at: Date): Promise<boolean>;
  /** What is to be sent now, that which waits longest first. */
  due(webhookId: WebhookId, now: Date, most: number): Promise<Due[]>;
  /** When the next one is to be sent; undefined when none is. */
  nextDue(webhookId: WebhookId): Promise<string | undefined>;
  /** From the delivery as it was read, to what the attempt made of it. */
  record(read: StoredDelivery, attempted: Attempted): Promise<boolean>;
  /** That a delivery which is no longer there was to be sent. */
  forget(webhookId: WebhookId, due: Due): Promise<void>;
}

/** What administrators do, with its audit record. */
export interface AskedDeliveries {
  /** A delivery that nobody has written yet, pending and to be sent at once. */
  create(delivery: NewDelivery, at: Date, trail: Trail): Promise<StoredDelivery>;
  /** From the delivery as it was read, whatever its state, to pending: to be sent at once, by the whole schedule of attempts. */
  putBack(read: StoredDelivery, at: Date, trail: Trail): Promise<boolean>;
}
