import type { AccountId, SpaceId } from '../../../schemas/account.ts';
import type { DocumentId, FileId, FormerFile } from '../../../schemas/document.ts';
import type { Page } from '../../../schemas/page.ts';
import type { Trail } from '../../shared/context.ts';
import type { NewEvent } from '../../shared/store/commit.ts';
import type { NewAction } from '../../shared/store/space-actions.ts';
import type { DocumentState } from '../rules/document-state.ts';
import type { StorageChange, StorageCount } from '../rules/storage.ts';
import type { DeletedState, OpenUpload, Upload, UploadEnd } from './document-item.ts';

/** What a change tells the rest of the world, in its own transaction. */
export interface Told {
  /** Absent for work that no person asked for. */
  trail?: Trail | undefined;
  /** For work that no person asked for: nothing is written unless this account still belongs to the space. */
  whileMember?: AccountId;
  /** What the members of the space read of it in their feed. */
  action?: Omit<NewAction, 'spaceId'>;
  events?: NewEvent[];
  correlationId?: string;
}

/** One change of a document, whole or not at all. */
export interface DocumentChange extends Told {
  /** Null: the document is gone, or goes to where `items` put it. */
  next: DocumentState | null;
  storage?: StorageChange;
  /** Counts that may pass their limit: what has already happened. */
  forced?: readonly (keyof StorageCount)[];
  /** What this capability keeps beside the document. */
  items?: Beside[];
}

export type Beside =
  | { put: 'upload'; fileId: FileId; upload: OpenUpload }
  | { settle: UploadEnd; fileId: FileId; at: Date }
  | { put: 'former'; former: FormerFile }
  | { remove: 'former'; fileId: FileId }
  | { put: 'deleted'; deleted: DeletedState };

/** A count of the space that had no room for the change. */
export interface NoRoom {
  noRoom: keyof StorageCount;
  count: StorageCount;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface DocumentReader {
  find(spaceId: SpaceId, id: DocumentId): Promise<DocumentState | undefined>;
  findDeleted(spaceId: SpaceId, id: DocumentId): Promise<DeletedState | undefined>;
  findFormer(spaceId: SpaceId, id: DocumentId, fileId: FileId): Promise<FormerFile | undefined>;
  findUpload(fileId: FileId): Promise<Upload | undefined>;
  /** The newest first. */
  list(spaceId: SpaceId, page: PageRequest): Promise<Page<DocumentState>>;
  listDeleted(spaceId: SpaceId, page: PageRequest): Promise<Page<DeletedState>>;
  listFormer(spaceId: SpaceId, id: DocumentId, page: PageRequest): Promise<Page<FormerFile>>;
  storage(spaceId: SpaceId): Promise<StorageCount>;
}

export interface DocumentStore extends DocumentReader {
  /** A document of that id that is there already, or was, is left as it is. */
  add(document: DocumentState, change?: Omit<DocumentChange, 'next' | 'forced'>): Promise<NoRoom | undefined>;
  /**
   * Reads the document, decides, and writes under the condition that it is still the one that was read; when somebody was faster, decides again
   * on what they made of it. What `decide` throws ends it with nothing written; undefined of it means that there is nothing to do.
   */
  change(spaceId: SpaceId, id: DocumentId, decide: Decide): Promise<Changed>;
  /** `gone`: there is no such deleted document any more. */
  restore(deleted: DeletedState, next: DocumentState, change: Told & { storage: StorageChange }): Promise<NoRoom | 'done' | 'gone'>;
  /** Nobody can have it back from `at` on; false when it is gone already. */
  endKeeping(deleted: DeletedState, at: string, told: Told): Promise<boolean>;
}

export type Decide = (document: DocumentState) => Promise<DocumentChange | undefined> | DocumentChange | undefined;

export type Changed = { document: DocumentState | null } | NoRoom | 'not-found';
