import type { WebhookDelivery } from '../../schemas/webhook.ts';
import type { StoredDelivery } from './store/delivery-item.ts';

/** What administrators see of a delivery. */
export const shownDelivery = ({ webhookId: _webhookId, tries: _tries, ...delivery }: StoredDelivery): WebhookDelivery => delivery;
