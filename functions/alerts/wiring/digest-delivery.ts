import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { queueBatchWorker } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { spaceNames } from '../../shared/store/space-names.ts';
import { composeDigests } from '../compose-digests.ts';
import { deliverDigests } from '../deliver-digests.ts';
import { afterSending, endWhenComplete } from '../end-publication.ts';
import { ChunkMessage } from '../messages.ts';
import { rememberAnnouncements } from '../remember-announcements.ts';
import { audienceReader } from '../store/audience.ts';
import { digestPages } from '../store/digest-pages.ts';
import { leaveKeys } from '../store/leave-keys.ts';
import { partStore } from '../store/parts.ts';
import { pauseKeys } from '../store/pause-keys.ts';
import { preferencesReader } from '../store/preferences.ts';
import { publicationStore } from '../store/publications.ts';
import { returnTo } from '../store/queues.ts';
import { wireChunkSending } from './chunk-sending.ts';
import { wirePersonalMailer } from './mailers.ts';

/** Chunks of one batch that are in the making at once: of digests, each is one call. */
const TOGETHER = 2;

export const wireDigestDelivery = () => {
  const environment = readEnvironment('alerts-digest-delivery');
  const client = dynamo();
  const secrets = new SecretsManagerClient({});
  const publications = publicationStore(client, environment.PUBLICATIONS_TABLE);
  const parts = partStore(client, environment.PUBLICATIONS_TABLE);
  const { budgetOf, sendChunk, release } = wireChunkSending(client, environment);
  return queueBatchWorker(ChunkMessage, {
    together: TOGETHER,
    work: deliverDigests({
      pages: digestPages(client, environment.PUBLICATIONS_TABLE),
      compose: composeDigests({
        announcementsOf: rememberAnnouncements(publications),
        audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE),
        accounts: accountReader(client, environment.ACCOUNTS_TABLE),
        preferences: preferencesReader(client, environment.PREFERENCES_TABLE),
        leaveKeys: leaveKeys(secrets, environment.LEAVE_KEYS_SECRET, systemClock),
        pauseKeys: pauseKeys(secrets, environment.LEAVE_KEYS_SECRET, systemClock),
        siteAddress: environment.SITE_ADDRESS,
        spaceNames: spaceNames(client, environment.SPACES_TABLE),
      }),
      mailer: wirePersonalMailer(environment),
      budget: budgetOf('digest'),
      sendChunk,
    }),
    afterwards: afterSending({
      parts,
      endWhenComplete: endWhenComplete({ publications, parts, clock: systemClock }),
      workers: environment.DELIVERY_WORKERS,
      release,
    }),
    sendAgain: returnTo(new SQSClient({}), [environment.DIGEST_DELIVERY_QUEUE]),
  });
};
