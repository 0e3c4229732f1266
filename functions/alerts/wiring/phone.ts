import { randomInt } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { phone } from '../../../schemas/routes/phone.ts';
import { commitTo, dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { lazily } from '../../shared/lazily.ts';
import { api } from '../../shared/pipeline.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { choosePhone } from '../sms/choose-phone.ts';
import { phoneKeyring } from '../sms/phone-hashes.ts';
import { readMyPhone } from '../sms/read-my-phone.ts';
import { removePhone } from '../sms/remove-phone.ts';
import { verifyPhone } from '../sms/verify-phone.ts';
import { phoneStore } from '../store/sms/phones.ts';
import { snsTexter } from '../store/sms/sns-texter.ts';

/** In milliseconds: somebody waits for the answer of the two calls that an SMS takes. */
const ANSWER_WITHIN = 3_000;

const sixDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0');

export const wirePhone = () => {
  const environment = readEnvironment('alerts-phone');
  const client = dynamo();
  const view = {
    store: phoneStore(client, environment.PHONES_TABLE, commitTo(client, environment)),
    limits: { perAccount: environment.SMS_PER_ACCOUNT, budget: environment.SMS_BUDGET },
    clock: systemClock,
  };
  const keyring = keyringReader({
    client: new SecretsManagerClient({}),
    secretId: environment.LEAVE_KEYS_SECRET,
    keyring: phoneKeyring,
    clock: systemClock,
  });
  /** Few calls send; one that is told how to connect loads HTTPS as soon as it is made. */
  const sns = lazily(
    () => new SNSClient({ maxAttempts: 1, requestHandler: { requestTimeout: ANSWER_WITHIN, throwOnRequestTimeout: true } }),
  );
  return api({
    routes: phone,
    useCases: {
      readMyPhone: readMyPhone(view),
      choosePhone: choosePhone({
        ...view,
        accounts: accountReader(client, environment.ACCOUNTS_TABLE),
        keyring,
        text: snsTexter(sns, environment.SMS_SENDER),
        newCode: sixDigits,
      }),
      verifyPhone: verifyPhone({ ...view, keyring }),
      removePhone: removePhone(view),
    },
    ...gatekeepers(client, environment),
  });
};
