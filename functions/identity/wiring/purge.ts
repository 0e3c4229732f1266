import { dynamo } from '../../shared/aws.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { purgeEnded } from '../purge-ended.ts';
import { purgeStore } from '../store/purge.ts';

export const wirePurge = () => {
  const environment = readEnvironment('identity-purge');
  const store = purgeStore(dynamo(), { accounts: environment.ACCOUNTS_TABLE, pendings: environment.PENDINGS_TABLE });
  const purge = purgeEnded({ store, clock });
  return (_event: unknown, context: { getRemainingTimeInMillis: () => number }): Promise<void> =>
    purge(() => context.getRemainingTimeInMillis());
};
