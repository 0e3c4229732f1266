import * as z from 'zod/mini';
import { WebhookDisabled, WebhookId, WebhookSettings } from '../../../schemas/webhook.ts';

/** Every endpoint is in one partition: they are at most a hundred, and each event asks for all of them. */
export const ENDPOINTS = 'webhooks';

export const endpointKey = (id: WebhookId) => ({ pk: ENDPOINTS, sk: id });

const time = z.iso.datetime();
const timeOrNull = z._default(z.nullable(time), null);

const Stored = z.extend(WebhookSettings, {
  sk: WebhookId,
  version: z.int(),
  registeredAt: time,
  disabled: z._default(z.nullable(WebhookDisabled), null),
  secrets: z.array(z.object({ sealed: z.string(), until: z.nullable(time) })),
  failures: z._default(z.int(), 0),
  failingSince: timeOrNull,
  restUntil: timeOrNull,
  turnUntil: timeOrNull,
});

/** An endpoint with all that is needed to send to it. `turnUntil`: somebody is sending to it, and holds its turn until then at most. */
export type StoredWebhook = Omit<z.output<typeof Stored>, 'sk'> & { id: WebhookId };

export const endpointOf = (item: Record<string, unknown>): StoredWebhook => {
  const { sk, ...kept } = Stored.parse(item);
  return { ...kept, id: sk };
};
