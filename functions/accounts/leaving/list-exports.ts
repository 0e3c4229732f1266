import type { leaving } from '../../../schemas/routes/leaving.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UseCase } from '../../shared/router.ts';
import type { ExportReader } from '../store/leaving/export-reader.ts';

/** The latest first. */
export const listExports =
  ({ exports, clock }: { exports: Pick<ExportReader, 'list'>; clock: Clock }): UseCase<typeof leaving.listExports> =>
  async (_input, { caller: { accountId } }) => {
    const now = clock().toISOString();
    const items = (await exports.list(accountId)).map(({ exportId, state, askedAt, availableUntil, bytes }) => ({
      id: exportId,
      state: availableUntil !== undefined && availableUntil <= now ? ('gone' as const) : state,
      askedAt,
      availableUntil: availableUntil ?? null,
      bytes: bytes ?? null,
    }));
    return { items };
  };
