import type { Clock } from '../shared/clock.ts';
import { log } from '../shared/log.ts';
import type { KeepSendingControl, ReadSendingControl } from '../shared/store/sending-control.ts';
import { decideSending } from './rules/reputation.ts';
import type { ReadVolumes } from './store/volumes.ts';

interface Dependencies {
  readControl: ReadSendingControl;
  keepControl: KeepSendingControl;
  readVolumes: ReadVolumes;
  clock: Clock;
}

/**
 * Run every minute: slows or stops the sending of mails before the mail service would, and takes it up again. It says at each run that mails
 * are stopped or slowed down, so that the alarm rings for as long. An order that comes in between stands: the next run starts from it.
 */
export const watchReputation =
  ({ readControl, keepControl, readVolumes, clock }: Dependencies) =>
  async (): Promise<void> => {
    const [before, hours] = await Promise.all([readControl(), readVolumes()]);
    const next = decideSending(before, hours, clock());
    if (next !== before && !(await keepControl(before, next))) return;
    if (next.factor === 0) log('sending.stopped');
    else if (next.factor < 1) log('sending.slowed');
    else if (before.factor < 1) log('sending.resumed');
  };
