import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { sending } from '../../../schemas/routes/sending.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import type { UseCases } from '../../shared/router.ts';
import { sendingControl, sendingControlKeeper } from '../../shared/store/sending-control.ts';
import { orderSending } from '../order-sending.ts';
import { readSending } from '../read-sending.ts';
import { volumeReader } from '../store/volumes.ts';

/** The use cases of those who stop or slow what goes out. */
export const sendingUseCases = (client: DynamoDBDocumentClient, environment: Environment<'alerts-api'>): UseCases<typeof sending> => {
  const table = environment.SENDING_TABLE;
  const commit = commitTo(client, environment);
  const readControl = sendingControl(client, table);
  const readVolumes = volumeReader(client, table);
  return {
    readSending: readSending({ readControl, readVolumes }),
    orderSending: orderSending({ readControl, keepControl: sendingControlKeeper(table, commit), readVolumes, clock: systemClock }),
  };
};
