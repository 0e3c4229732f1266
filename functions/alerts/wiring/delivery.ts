import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { queueWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { deliverChunk } from '../deliver-chunk.ts';
import { endWhenComplete } from '../end-publication.ts';
import { isolateRefusal } from '../isolate-refusal.ts';
import { ChunkMessage } from '../messages.ts';
import { audienceReader } from '../store/audience.ts';
import { bulkMailer } from '../store/bulk-mailer.ts';
import { chunkStore } from '../store/chunks.ts';
import { leaveKeys } from '../store/leave-keys.ts';
import { partStore } from '../store/parts.ts';
import { publicationStore } from '../store/publications.ts';

/** In milliseconds: an answer that has not come by then still leaves time to give the chunk back. */
const ANSWER_WITHIN = 10_000;
const CONNECT_WITHIN = 2_000;

export const wireDelivery = () => {
  const environment = readEnvironment('alerts-delivery');
  const client = dynamo();
  const publications = publicationStore(client, environment.PUBLICATIONS_TABLE);
  const parts = partStore(client, environment.PUBLICATIONS_TABLE);
  const ses = new SESv2Client({
    maxAttempts: 1,
    requestHandler: { requestTimeout: ANSWER_WITHIN, throwOnRequestTimeout: true, connectionTimeout: CONNECT_WITHIN },
  });
  return queueWorker(
    ChunkMessage,
    deliverChunk({
      publications,
      chunks: chunkStore(client, environment.PUBLICATIONS_TABLE),
      audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE),
      accounts: accountReader(client, environment.ACCOUNTS_TABLE),
      leaveKeys: leaveKeys(new SecretsManagerClient({}), environment.LEAVE_KEYS_SECRET, systemClock),
      mailer: isolateRefusal(bulkMailer(ses, { sender: environment.MAIL_SENDER, configurationSet: environment.MAIL_CONFIGURATION_SET })),
      endWhenComplete: endWhenComplete({ publications, parts, clock: systemClock }),
      clock: systemClock,
      siteAddress: environment.SITE_ADDRESS,
    }),
  );
};
