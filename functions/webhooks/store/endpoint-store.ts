import type { Page } from '../../../schemas/page.ts';
import type { WebhookDisabled, WebhookId, WebhookSettings } from '../../../schemas/webhook.ts';
import type { Trail } from '../../shared/context.ts';
import type { SealedSecret } from '../rules/secrets.ts';
import type { Health } from '../rules/turn.ts';
import type { StoredWebhook } from './endpoint-item.ts';

export interface NewWebhook extends WebhookSettings {
  id: WebhookId;
  registeredAt: string;
  secrets: SealedSecret[];
}

/** The right to send to an endpoint, which one sender has at a time, and for a time: one that dies holds nobody up. */
export interface Turn {
  id: string;
  at: Date;
  until: Date;
}

export type WebhookChange = Partial<WebhookSettings> & { secrets?: SealedSecret[] };

export interface EndpointReader {
  find(id: WebhookId): Promise<StoredWebhook | undefined>;
  /** All of them, as of now. */
  all(): Promise<StoredWebhook[]>;
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<StoredWebhook>>;
}

/** What administrators do; each change leaves its audit record in the same transaction. */
export interface EndpointStore extends EndpointReader {
  register(webhook: NewWebhook, trail: Trail): Promise<void>;
  /** The endpoint as changed; undefined when it is no longer the one that was read, and then nothing was written. */
  change(read: Pick<StoredWebhook, 'id' | 'version'>, change: WebhookChange, trail: Trail): Promise<StoredWebhook | undefined>;
  /** False when it is no longer the one that was read. */
  remove(read: Pick<StoredWebhook, 'id' | 'version'>, trail: Trail): Promise<boolean>;
  /** False when there is none. Enabling forgets its failures. */
  setDisabled(id: WebhookId, disabled: WebhookDisabled | null, trail: Trail): Promise<boolean>;
}

/** What a sender does. */
export interface TurnStore {
  /** The endpoint; undefined when it is gone, disabled, resting, or somebody else's turn. */
  take(id: WebhookId, turn: Turn): Promise<StoredWebhook | undefined>;
  /** False when the turn was no longer this one's, and then nothing was written. */
  end(id: WebhookId, turn: Turn, result: Health & { disabled: WebhookDisabled | null }): Promise<boolean>;
}
