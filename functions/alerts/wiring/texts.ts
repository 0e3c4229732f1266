import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { lazily } from '../../shared/lazily.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { phoneKeyring } from '../sms/phone-hashes.ts';
import { ANSWER_WITHIN, type TextChunk, textChunk } from '../sms/text-chunk.ts';
import { audienceReader } from '../store/audience.ts';
import { shortLeaves } from '../store/sms/short-leaves.ts';
import { snsTexter } from '../store/sms/sns-texter.ts';
import { textLedger } from '../store/sms/text-ledger.ts';

/** One attempt a call: an SMS whose answer is lost may have gone. Made when it first sends, for it loads HTTPS at once. */
const snsClient = (): SNSClient =>
  lazily(
    () =>
      new SNSClient({
        maxAttempts: 1,
        requestHandler: { requestTimeout: ANSWER_WITHIN, throwOnRequestTimeout: true, httpsAgent: { maxSockets: 50, keepAlive: true } },
      }),
  );

/** How a worker sends the chunks of SMS. */
export const wireTexts = (client: DynamoDBDocumentClient, environment: Environment<'alerts-delivery'>): TextChunk =>
  textChunk({
    audience: audienceReader(client, environment.SUBSCRIPTIONS_TABLE),
    accounts: accountReader(client, environment.ACCOUNTS_TABLE),
    ledger: textLedger(
      client,
      { phones: environment.PHONES_TABLE, publications: environment.PUBLICATIONS_TABLE },
      commitTo(client, environment),
    ),
    leaves: shortLeaves(client, environment.PHONES_TABLE),
    keyring: keyringReader({
      client: new SecretsManagerClient({}),
      secretId: environment.LEAVE_KEYS_SECRET,
      keyring: phoneKeyring,
      clock: systemClock,
    }),
    text: snsTexter(snsClient(), environment.SMS_SENDER),
    limits: { perAccount: environment.SMS_PER_ACCOUNT, budget: environment.SMS_BUDGET },
    clock: systemClock,
    siteAddress: environment.SITE_ADDRESS,
  });
