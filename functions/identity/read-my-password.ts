import type { credentials } from '../../schemas/routes/credentials.ts';
import type { UseCase } from '../shared/router.ts';
import type { ReadPassword } from './store/credentials.ts';

export const readMyPassword =
  ({ read }: { read: ReadPassword }): UseCase<typeof credentials.readMyPassword> =>
  async (_input, { caller }) => ({ changedAt: (await read(caller.accountId))?.setAt ?? null });
