import { signInRefused } from '../../../schemas/events/identity.ts';
import { deviceInWords } from '../../shared/device.ts';
import { type Commit, newEvent } from '../../shared/store/commit.ts';
import type { TellRefusal } from '../sign-in/check-credentials.ts';

export const refusalTeller =
  (commit: Commit): TellRefusal =>
  (address, agent, trail) => {
    const device = deviceInWords(agent);
    return commit({ writes: [], events: [newEvent(signInRefused, { address, ...(device && { device }) })], trail, about: { address } });
  };
