import type { Webhook } from '../../schemas/webhook.ts';
import { formerSecretUntil } from './rules/secrets.ts';
import type { StoredWebhook } from './store/endpoint-item.ts';

/** What administrators see of an endpoint: never a secret. */
export const shownWebhook = (stored: StoredWebhook, now: Date): Webhook => ({
  ...stored,
  formerSecretUntil: formerSecretUntil(stored.secrets, now),
});
