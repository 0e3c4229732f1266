import { randomUUID } from 'node:crypto';
import { deliveryIdOf } from '../../functions/webhooks/rules/delivery-id.ts';
import type { NewDelivery } from '../../functions/webhooks/store/delivery-store.ts';
import type { NewWebhook } from '../../functions/webhooks/store/endpoint-store.ts';
import { AccountId } from '../../schemas/account.ts';
import { WebhookId } from '../../schemas/webhook.ts';

/** An endpoint that is told of everything, at an address of the documentation. */
export const aWebhook = (change: Partial<NewWebhook> = {}): NewWebhook => ({
  id: WebhookId.parse(randomUUID()),
  address: 'https://partenaire.example.org/parvis',
  label: 'Ville de Saint-Exemple',
  interest: { events: 'every-revision' },
  registeredAt: '2026-03-01T08:00:00.000Z',
  secrets: [{ sealed: 'k1.sealed', until: null }],
  ...change,
});

export const aDelivery = (webhookId: WebhookId, occurredAt: string, type: NewDelivery['type'] = 'fiche.revised'): NewDelivery => ({
  webhookId,
  id: deliveryIdOf(randomUUID(), new Date(occurredAt)),
  type,
  occurredAt,
  body: JSON.stringify({ type, timestamp: occurredAt, data: {} }),
});

export const aTrail = () => ({ actor: AccountId.parse(randomUUID()), action: 'webhook.tested', correlationId: 'test' });
