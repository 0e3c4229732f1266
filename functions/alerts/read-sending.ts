import type { sending } from '../../schemas/routes/sending.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadSendingControl } from '../shared/store/sending-control.ts';
import { sendingState } from './sending-state.ts';
import type { ReadVolumes } from './store/volumes.ts';

export const readSending =
  ({ readControl, readVolumes }: { readControl: ReadSendingControl; readVolumes: ReadVolumes }): UseCase<typeof sending.readSending> =>
  async () =>
    sendingState(...(await Promise.all([readControl(), readVolumes()])));
