import { randomUUID } from 'node:crypto';
import type { SentMail } from './mail-service.ts';
import type { Worker } from './world.ts';

/** Events that Lambda hands over together, within the seconds that it gathers them. */
export const GATHERED = 500;

/** What the topic brings of a mail that arrived. */
export const deliveryOf = ({ id, to, tags }: SentMail): string => {
  const at = new Date().toISOString();
  const Message = JSON.stringify({
    eventType: 'Delivery',
    mail: { timestamp: at, messageId: id, destination: [to], tags },
    delivery: { timestamp: at, processingTimeMillis: 900, recipients: [to] },
  });
  return JSON.stringify({ Type: 'Notification', MessageId: randomUUID(), Message });
};

/** Tells of the arrival of each of these mails, and lets go of them. */
export const tellArrivals = async (feedback: Worker, mails: SentMail[]): Promise<void> => {
  while (mails.length > 0) await feedback.work('feedback', mails.splice(0, GATHERED).map(deliveryOf));
};
