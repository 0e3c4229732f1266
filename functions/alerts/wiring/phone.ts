import { phone } from '../../../schemas/routes/phone.ts';
import { dynamo } from '../../shared/aws.ts';
import { systemClock } from '../../shared/clock.ts';
import { commitTo } from '../../shared/commit-to.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { gatekeepers } from '../../shared/gatekeepers.ts';
import { onFirstCall } from '../../shared/on-first-call.ts';
import { api } from '../../shared/pipeline.ts';
import { accountReader } from '../../shared/store/accounts.ts';
import { readMyPhone } from '../sms/read-my-phone.ts';
import { removePhone } from '../sms/remove-phone.ts';
import { phoneStore } from '../store/sms/phones.ts';

/** Many look at their number; what sends and checks codes is loaded for the few who give one. */
export const wirePhone = () => {
  const environment = readEnvironment('alerts-phone');
  const client = dynamo();
  const view = {
    store: phoneStore(client, environment.PHONES_TABLE, commitTo(client, environment)),
    limits: { perAccount: environment.SMS_PER_ACCOUNT, budget: environment.SMS_BUDGET },
    clock: systemClock,
  };
  const { choosePhone, verifyPhone } = phone;
  return api({
    routes: phone,
    useCases: {
      readMyPhone: readMyPhone(view),
      removePhone: removePhone(view),
      ...onFirstCall({ choosePhone, verifyPhone }, async () => {
        const { codeUseCases } = await import('./code-routes.ts');
        return codeUseCases({ view, accounts: accountReader(client, environment.ACCOUNTS_TABLE), environment });
      }),
    },
    ...gatekeepers(client, environment),
  });
};
