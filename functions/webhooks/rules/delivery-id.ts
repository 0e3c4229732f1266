import { WebhookDeliveryId } from '../../../schemas/webhook.ts';

const TIME_DIGITS = 13;

const timeText = (at: Date): string => String(Math.max(0, at.getTime())).padStart(TIME_DIGITS, '0');

/** The same for the same event, however often it is told; `eventId` is a UUID. */
export const deliveryIdOf = (eventId: string, at: Date): WebhookDeliveryId =>
  WebhookDeliveryId.parse(`msg_${timeText(at)}_${eventId.replaceAll('-', '').toLowerCase()}`);

/** Sorts before the ids of all events since that instant, and after those of all earlier ones. */
export const firstIdSince = (at: Date): string => `msg_${timeText(at)}`;
