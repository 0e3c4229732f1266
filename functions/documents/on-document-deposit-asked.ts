import type * as z from 'zod/mini';
import type { AccountId, SpaceId } from '../../schemas/account.ts';
import type { FileOnItsWay } from '../../schemas/document.ts';
import { type documentDepositAsked, documentDepositRefused } from '../../schemas/events/documents.ts';
import type { Clock } from '../shared/clock.ts';
import type { AccountReader } from '../shared/store/accounts.ts';
import { type Commit, newEvent } from '../shared/store/commit.ts';
import { newDocument } from './rules/document-state.ts';
import { safeName } from './rules/file-names.ts';
import { sizeOf } from './rules/storage.ts';
import type { DocumentStore } from './store/document-store.ts';
import type { FileBucket } from './store/file-bucket.ts';
import type { MembersOf } from './store/members.ts';

export interface DepositDependencies {
  documents: Pick<DocumentStore, 'add'>;
  files: Pick<FileBucket, 'bringDeposit' | 'dropDeposit'>;
  membersOf: MembersOf;
  accounts: Pick<AccountReader, 'standingOf'>;
  commit: Commit;
  clock: Clock;
}

export type Deposit = z.output<(typeof documentDepositAsked)['detail']>;

const RESERVED_MILLISECONDS = 15 * 60 * 1000;

type Refusal = z.output<(typeof documentDepositRefused)['detail']>['reason'];
const refusals = { used: 'space-full', deleted: 'space-full', documents: 'too-many-documents' } as const;

/**
 * Puts a document of an administration into a space. It takes its room like any other, is checked like any other, and its members are told when it
 * can be read; when there is no room, or nobody is left in the space, whoever asked is told so, and nothing is kept. Throws, with nothing written, when
 * the member on whom it counted went at that instant: it is asked for again.
 */
export const onDocumentDepositAsked = ({ documents, files, membersOf, accounts, commit, clock }: DepositDependencies) => {
  /** An account is closed minutes before what it holds is erased, by each capability in its own time. */
  const someoneLeft = async (spaceId: SpaceId): Promise<AccountId | undefined> => {
    for await (const members of membersOf(spaceId))
      for (const accountId of members) {
        const standing = await accounts.standingOf(accountId);
        if (standing && standing.status !== 'closed') return accountId;
      }
    return undefined;
  };
  const refuse = async ({ spaceId, documentId, files: deposited }: Deposit, reason: Refusal): Promise<void> => {
    for (const { id } of deposited) await files.dropDeposit(id);
    await commit({ writes: [], events: [newEvent(documentDepositRefused, { spaceId, documentId, reason })] });
  };
  return async (asked: Deposit): Promise<void> => {
    const { spaceId, documentId, organisation, description, files: deposited } = asked;
    const whileMember = await someoneLeft(spaceId);
    if (!whileMember) return refuse(asked, 'space-gone');
    const now = clock();
    const until = new Date(now.getTime() + RESERVED_MILLISECONDS).toISOString();
    const onTheirWay = deposited.map(
      ({ id, name, size }): FileOnItsWay => ({
        id,
        name: safeName(name),
        size,
        replaces: null,
        openedAt: now.toISOString(),
        openedBy: null,
        until,
      }),
    );
    const origin = { organisation, depositedAt: now.toISOString() };
    const document = { ...newDocument({ id: documentId, spaceId, description, addedBy: null, origin, now }), onTheirWay };
    const noRoom = await documents.add(document, {
      whileMember,
      storage: { used: sizeOf(onTheirWay) },
      items: onTheirWay.map(({ id }) => ({ put: 'upload', fileId: id, upload: { spaceId, documentId, until, rescans: 0 } })),
    });
    if (noRoom) return refuse(asked, refusals[noRoom.noRoom]);
    for (const { id } of deposited) await files.bringDeposit(id);
  };
};
