import { randomInt } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Environment } from '../../../schemas/environment.ts';
import { systemClock } from '../../shared/clock.ts';
import { lazily } from '../../shared/lazily.ts';
import type { AccountReader } from '../../shared/store/accounts.ts';
import { keyringReader } from '../../shared/store/keyring.ts';
import { choosePhone } from '../sms/choose-phone.ts';
import { phoneKeyring } from '../sms/phone-hashes.ts';
import type { PhoneViewDependencies } from '../sms/read-my-phone.ts';
import { verifyPhone } from '../sms/verify-phone.ts';
import type { PhoneStore } from '../store/sms/phones.ts';
import { snsTexter } from '../store/sms/sns-texter.ts';

/** In milliseconds: somebody waits for the answer of the two calls that an SMS takes. */
const ANSWER_WITHIN = 3_000;

const sixDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0');

export interface CodeRoutesDependencies {
  view: PhoneViewDependencies & { store: PhoneStore };
  accounts: AccountReader;
  environment: Environment<'alerts-phone'>;
}

/** The use cases of the code that proves a number. */
export const codeUseCases = ({ view, accounts, environment }: CodeRoutesDependencies) => {
  const keyring = keyringReader({
    client: new SecretsManagerClient({}),
    secretId: environment.LEAVE_KEYS_SECRET,
    keyring: phoneKeyring,
    clock: systemClock,
  });
  /** Only one of the two sends; a client that is told how to connect loads HTTPS as soon as it is made. */
  const sns = lazily(
    () => new SNSClient({ maxAttempts: 1, requestHandler: { requestTimeout: ANSWER_WITHIN, throwOnRequestTimeout: true } }),
  );
  return {
    choosePhone: choosePhone({ ...view, accounts, keyring, text: snsTexter(sns, environment.SMS_SENDER), newCode: sixDigits }),
    verifyPhone: verifyPhone({ ...view, keyring }),
  };
};
