import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { listDigests } from '../list-digests.ts';
import { readDigestLedger } from '../read-digest-ledger.ts';
import { readLedger } from '../read-ledger.ts';
import { readReach } from '../read-reach.ts';
import { audienceReader } from '../store/audience.ts';
import { digestLedgerReader, digestLister } from '../store/digests.ts';
import { ledgerReader } from '../store/publications.ts';

/** The use cases of those who follow what becomes of alerts and digests. */
export const followingUseCases = (client: DynamoDBDocumentClient, environment: Environment<'alerts-api'>) => ({
  readReach: readReach({ audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE) }),
  readLedger: readLedger({ ledgerOf: ledgerReader(client, environment.PUBLICATIONS_TABLE) }),
  listDigests: listDigests({ list: digestLister(client, environment.DIGESTS_TABLE) }),
  readDigestLedger: readDigestLedger({ ledgerOf: digestLedgerReader(client, environment.PUBLICATIONS_TABLE) }),
});
