import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { queueBatchWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { deliverChunk } from '../deliver-chunk.ts';
import { afterSending, endWhenComplete } from '../end-publication.ts';
import { ChunkMessage } from '../messages.ts';
import { rememberDepartures } from '../remember-departures.ts';
import { audienceReader } from '../store/audience.ts';
import { departures } from '../store/departures.ts';
import { leaveKeys } from '../store/leave-keys.ts';
import { partStore } from '../store/parts.ts';
import { publicationStore } from '../store/publications.ts';
import { returnTo } from '../store/queues.ts';
import { wireChunkSending } from './chunk-sending.ts';
import { wireMailer } from './mailers.ts';
import { wireTexts } from './texts.ts';

export const wireDelivery = () => {
  const environment = readEnvironment('alerts-delivery');
  const client = dynamo();
  const publications = publicationStore(client, environment.PUBLICATIONS_TABLE);
  const parts = partStore(client, environment.PUBLICATIONS_TABLE);
  const { release, ...sending } = wireChunkSending(client, environment);
  return queueBatchWorker(ChunkMessage, {
    together: 1,
    work: deliverChunk({
      ...sending,
      publications,
      audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE),
      departuresSince: rememberDepartures({ departures: departures(client, environment.SUBSCRIPTIONS_TABLE), clock: systemClock }),
      accounts: accountReader(client, environment.ACCOUNTS_TABLE),
      leaveKeys: leaveKeys(new SecretsManagerClient({}), environment.LEAVE_KEYS_SECRET, systemClock),
      textChunk: wireTexts(client, environment),
      mailer: wireMailer(environment),
      clock: systemClock,
      siteAddress: environment.SITE_ADDRESS,
    }),
    afterwards: afterSending({
      parts,
      endWhenComplete: endWhenComplete({ publications, parts, clock: systemClock }),
      workers: environment.DELIVERY_WORKERS,
      release,
    }),
    sendAgain: returnTo(new SQSClient({}), [environment.DELIVERY_QUEUE, environment.DELIVERY_URGENT_QUEUE]),
  });
};
