import * as z from 'zod/mini';
import { WebhookId } from '../../schemas/webhook.ts';

/** That something may have to be sent to an endpoint. What is to be sent is in the table: a message that is lost or doubled changes nothing. */
export const WakeMessage = z.object({ webhookId: WebhookId });
export type WakeMessage = z.output<typeof WakeMessage>;

/** Calls a sender to an endpoint, at once or after so many seconds, 900 at most. */
export type Wake = (webhookId: WebhookId, delaySeconds?: number) => Promise<void>;
