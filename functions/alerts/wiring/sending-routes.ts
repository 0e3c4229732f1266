import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { sending } from '../../../schemas/routes/sending.ts';
import { systemClock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { sendingControl, sendingControlKeeper } from '../../shared/store/sending-control.ts';
import { orderSending } from '../order-sending.ts';
import { readSending } from '../read-sending.ts';
import { volumeReader } from '../store/volumes.ts';

export const sendingUseCases = (client: DynamoDBDocumentClient, table: string, commit: Commit): UseCases<typeof sending> => {
  const readControl = sendingControl(client, table);
  const readVolumes = volumeReader(client, table);
  return {
    readSending: readSending({ readControl, readVolumes }),
    orderSending: orderSending({ readControl, keepControl: sendingControlKeeper(table, commit), readVolumes, clock: systemClock }),
  };
};
