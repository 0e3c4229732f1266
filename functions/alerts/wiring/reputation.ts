import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { transact } from '../../shared/store/commit.ts';
import { sendingControl, sendingControlKeeper } from '../../shared/store/sending-control.ts';
import { volumeReader } from '../store/volumes.ts';
import { watchReputation } from '../watch-reputation.ts';

export const wireReputation = () => {
  const { SENDING_TABLE } = readEnvironment('alerts-reputation');
  const client = dynamo();
  return watchReputation({
    readControl: sendingControl(client, SENDING_TABLE),
    keepControl: sendingControlKeeper(SENDING_TABLE, ({ writes }) => transact(client, writes)),
    readVolumes: volumeReader(client, SENDING_TABLE),
    clock: systemClock,
  });
};
