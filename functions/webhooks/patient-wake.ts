import { errorFields, type Log } from '../shared/log.ts';
import type { Wake } from './messages.ts';

/** A call that fails is logged and made good by the schedule: what an administrator asked is written, and is not told to have failed. */
export const patientWake =
  (wake: Wake, log: Log): Wake =>
  async (webhookId, delaySeconds) => {
    try {
      await wake(webhookId, delaySeconds);
    } catch (error) {
      log('webhook.wake-failed', { webhookId, ...errorFields(error) });
    }
  };
