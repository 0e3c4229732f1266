import { consumers } from '../../../schemas/events/index.ts';
import { dynamo } from '../../shared/aws.ts';
import { eventConsumer } from '../../shared/consumer.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { transact } from '../../shared/store/commit.ts';
import { historyWrite } from '../../shared/store/history.ts';
import { onSignInRefused } from '../on-sign-in-refused.ts';
import { wirePeople } from './people.ts';

export const wireRefusals = () => {
  const environment = readEnvironment('identity-refusals');
  const client = dynamo();
  return eventConsumer(consumers['identity-refusals'], {
    'identity.sign-in-refused': onSignInRefused({
      people: wirePeople(client, environment),
      tell: (happening) => transact(client, [historyWrite(environment.HISTORY_TABLE, happening)]),
    }),
  });
};
