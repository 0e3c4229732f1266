import type { AccountId } from '../../../schemas/account.ts';
import { ExportId } from '../../../schemas/leaving.ts';
import { hashAddress } from '../../shared/address.ts';
import type { Clock } from '../../shared/clock.ts';
import { errorFields, log } from '../../shared/log.ts';
import { after, GIVEN_UP_AFTER, missingParts } from '../rules/leaving.ts';
import type { KeptAccount } from '../store/kept-account.ts';
import type { DeletionStore } from '../store/leaving/deletions.ts';
import type { Due, DueLeavings } from '../store/leaving/due-leavings.ts';
import type { ExportStore } from '../store/leaving/exports.ts';

interface Dependencies {
  due: DueLeavings;
  exports: Pick<ExportStore, 'find' | 'askAgain' | 'remove'>;
  deletions: Pick<DeletionStore, 'find' | 'close' | 'erase'>;
  findAccount: (accountId: AccountId) => Promise<KeptAccount | undefined>;
  clock: Clock;
  /** Milliseconds between closing an account and erasing it: longer than an access token lives. */
  closedFor: number;
}

/**
 * Takes every deletion that is due a step further, and asks anew for what was lost on the way: parts that a killed worker left, a message that
 * was given up. One that fails holds up no other.
 */
export const finishLeavings = ({ due, exports, deletions, findAccount, clock, closedFor }: Dependencies) => {
  const finishExport = async ({ pk: accountId, sk }: Due): Promise<void> => {
    const copy = await exports.find(accountId, ExportId.parse(sk.slice(sk.indexOf('#') + 1)));
    if (copy?.state !== 'preparing') return;
    log('export.late', { exportId: copy.exportId, holder: missingParts(copy.parts).join(' ') });
    if (after(new Date(copy.askedAt), GIVEN_UP_AFTER) < clock()) await exports.remove(accountId, copy.exportId);
    else await exports.askAgain(copy, clock());
  };
  const finishDeletion = async ({ pk: accountId }: Due): Promise<void> => {
    const deletion = await deletions.find(accountId);
    if (!deletion) return;
    if (deletion.state === 'waiting') {
      if (new Date(deletion.dueAt) <= clock()) await deletions.close(deletion, after(clock(), closedFor));
      return;
    }
    const { erasureId, parts } = deletion;
    if (deletion.state === 'erasing') log('erasure.late', { erasureId, holder: missingParts(parts).join(' ') });
    const account = await findAccount(accountId);
    if (await deletions.erase(deletion, account ? [hashAddress(account.email)] : [], clock())) log('erasure.begun', { erasureId });
  };
  const each = async (kind: 'export' | 'deletion', finish: (one: Due) => Promise<void>): Promise<Error[]> => {
    const failures: Error[] = [];
    for await (const one of due(kind, clock()))
      await finish(one).catch((error: unknown) => {
        log('message.failed', errorFields(error));
        failures.push(error as Error);
      });
    return failures;
  };
  return async (): Promise<void> => {
    const failures = [...(await each('deletion', finishDeletion)), ...(await each('export', finishExport))];
    if (failures[0]) throw failures[0];
  };
};
