import type { SpaceId } from '../../../schemas/account.ts';
import {
  type DocumentDescription,
  type DocumentId,
  type FileId,
  type FileOnItsWay,
  type FileType,
  MAX_FILES,
  type RefusedFile,
  type StoredFile,
  type WalletDocument,
} from '../../../schemas/document.ts';
import type { MemberId } from '../../../schemas/space.ts';
import { nextReminder, type Reminder } from './reminders.ts';

/** A document and when its members are next to be reminded of it. */
export type DocumentState = WalletDocument & { reminder: Reminder | null };

const REFUSALS_TOLD = 4;

export interface Addition {
  id: DocumentId;
  spaceId: SpaceId;
  description: DocumentDescription;
  addedBy: MemberId | null;
  origin: WalletDocument['origin'];
  now: Date;
}

export const newDocument = ({ id, spaceId, description, addedBy, origin, now }: Addition): DocumentState => ({
  id,
  spaceId,
  version: 1,
  ...description,
  addedAt: now.toISOString(),
  addedBy,
  origin,
  files: [],
  onTheirWay: [],
  refused: [],
  reminder: nextReminder(description, now),
});

/** Another date, or the wish to be reminded again, begins the reminders anew; a reminder that was told is not told again for another name. */
export const described = (document: DocumentState, description: DocumentDescription, now: Date): DocumentState => {
  const same = document.expiresOn === description.expiresOn && document.reminders === description.reminders;
  return { ...document, ...description, reminder: same ? document.reminder : nextReminder(description, now) };
};

const placesTaken = ({ files, onTheirWay }: WalletDocument): number =>
  files.length + onTheirWay.filter(({ replaces }) => replaces === null).length;

export type UploadRefusal = 'file-not-found' | 'too-many-files';

/** The file that this upload would replace, or why it may not begin. */
export const uploadRefusal = (document: WalletDocument, replaces: FileId | null): UploadRefusal | undefined => {
  if (replaces === null) return placesTaken(document) >= MAX_FILES ? 'too-many-files' : undefined;
  if (!document.files.some(({ id }) => id === replaces)) return 'file-not-found';
  return document.onTheirWay.some((one) => one.replaces === replaces) ? 'too-many-files' : undefined;
};

export const uploadOpened = (document: DocumentState, upload: FileOnItsWay): DocumentState => ({
  ...document,
  onTheirWay: [...document.onTheirWay, upload],
});

const without = <Item extends { id: FileId }>(items: Item[], id: FileId): Item[] => items.filter((item) => item.id !== id);

/** The document without a file that was on its way: given up, or never arrived. */
export const uploadEnded = (document: DocumentState, fileId: FileId): DocumentState => ({
  ...document,
  onTheirWay: without(document.onTheirWay, fileId),
});

const placeOf = ({ placedAt, addedAt }: StoredFile): string => placedAt ?? addedAt;

/** The front of a card before its back, whichever was checked first. */
const inOrder = (files: StoredFile[]): StoredFile[] =>
  files.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : Number(placeOf(one) > placeOf(other))));

export interface Accepted {
  document: DocumentState;
  /** The file whose place the new one took. */
  former: StoredFile | undefined;
}

/** A file was checked and found good: it takes its own place, or that of the file it replaces. */
export const fileAccepted = (document: DocumentState, upload: FileOnItsWay, checked: { type: FileType; at: string }): Accepted => {
  const former = document.files.find(({ id }) => id === upload.replaces);
  const file: StoredFile = {
    id: upload.id,
    name: upload.name,
    type: checked.type,
    size: upload.size,
    addedAt: checked.at,
    placedAt: former ? placeOf(former) : upload.openedAt,
    addedBy: upload.openedBy,
    preview: false,
  };
  const files = former ? document.files.map((one) => (one === former ? file : one)) : inOrder([...document.files, file]);
  return { document: { ...uploadEnded(document, upload.id), files }, former };
};

export const fileRefused = (document: DocumentState, { id, name }: FileOnItsWay, told: Pick<RefusedFile, 'reason' | 'refusedAt'>) => ({
  ...uploadEnded(document, id),
  refused: [...document.refused, { id, name, ...told }].slice(-REFUSALS_TOLD),
});

/** An upload that was to replace the file takes a place of its own from now on. */
export const fileRemoved = (document: DocumentState, fileId: FileId): DocumentState => ({
  ...document,
  files: without(document.files, fileId),
  onTheirWay: document.onTheirWay.map((one) => (one.replaces === fileId ? { ...one, replaces: null } : one)),
});

export const refusalRead = (document: DocumentState, fileId: FileId): DocumentState => ({
  ...document,
  refused: without(document.refused, fileId),
});

/** Undefined when the document has no place for one more. */
export const fileRestored = (document: DocumentState, file: StoredFile): DocumentState | undefined =>
  placesTaken(document) >= MAX_FILES ? undefined : { ...document, files: inOrder([...document.files, file]) };

/** Its small picture was made, or it was found out why there will be none. */
export const filePreviewed = (
  document: DocumentState,
  fileId: FileId,
  made: true | NonNullable<StoredFile['noPreview']>,
): DocumentState => ({
  ...document,
  files: document.files.map((file) =>
    file.id === fileId ? { ...file, ...(made === true ? { preview: true } : { noPreview: made }) } : file,
  ),
});
