import type { sending } from '../../schemas/routes/sending.ts';
import type { Clock } from '../shared/clock.ts';
import type { UseCase } from '../shared/router.ts';
import type { KeepSendingControl, ReadSendingControl } from '../shared/store/sending-control.ts';
import { orderSending as follow } from './rules/reputation.ts';
import { sendingState } from './sending-state.ts';
import type { ReadVolumes } from './store/volumes.ts';

interface Dependencies {
  readControl: ReadSendingControl;
  keepControl: KeepSendingControl;
  readVolumes: ReadVolumes;
  clock: Clock;
}

const ATTEMPTS = 5;

/** An order holds from the next mail on: whoever sends reads it before each share of the budget. */
export const orderSending =
  ({ readControl, keepControl, readVolumes, clock }: Dependencies): UseCase<typeof sending.orderSending> =>
  async ({ body }, { trail }) => {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const before = await readControl();
      const next = follow(before, body.order, clock());
      if (next === before || (await keepControl(before, next, trail))) return sendingState(next, await readVolumes());
    }
    throw new Error('the sending of mails was decided on anew at each attempt');
  };
