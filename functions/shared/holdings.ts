import type * as z from 'zod/mini';
import { accountPartErased, accountPartExported, holdingsConsumers } from '../../schemas/events/leaving.ts';
import type { DocumentName, exportedDocuments } from '../../schemas/exported/index.ts';
import type { ExportId, HolderName, Leaver, Person } from '../../schemas/leaving.ts';
import { eventConsumer } from './consumer.ts';
import { log } from './log.ts';
import { type Commit, newEvent } from './store/commit.ts';

type RecordOf<Name extends DocumentName> = z.input<(typeof exportedDocuments)[Name]['record']>;

/** A JSON document of the copy; its records may come as slowly and be as many as they like, one is held at a time. */
export type Document = {
  [Name in DocumentName]: { document: Name; records: AsyncIterable<RecordOf<Name>> | Iterable<RecordOf<Name>> };
}[DocumentName];

/** A file of the copy, where it already lies. */
export interface File {
  /** Where it goes in the archive, below `fichiers/`: French, as its owner named it. Two of one name are told apart by the archive. */
  file: string;
  object: { bucket: 'documents'; key: string };
  bytes: number;
}

/** What a capability holds of people. */
export interface Holdings {
  /** All that it gives to somebody who asks for everything; nothing where it holds nothing of them. */
  exported(person: Person): AsyncIterable<Document | File>;
  /** Leaves nothing of the person. May be called again after it was killed at any step, and of somebody of whom nothing is left. */
  erase(leaver: Leaver): Promise<void>;
}

/** Where parts of copies are written. */
export interface ExportParts {
  /** Writes the part anew, whatever was there. */
  write(part: { exportId: ExportId; holder: HolderName }, content: AsyncIterable<Document | File>): Promise<void>;
}

export interface HoldingsDependencies {
  holdings: Holdings;
  parts: ExportParts;
  commit: Commit;
}

/** The function behind `<holder>-holdings`: a holder only says what it has and how it forgets. */
export const holdingsConsumer = (holder: HolderName, { holdings, parts, commit }: HoldingsDependencies) =>
  eventConsumer(holdingsConsumers[`${holder}-holdings`], {
    'account.export-asked': async ({ exportId, ...person }) => {
      await parts.write({ exportId, holder }, holdings.exported(person));
      await commit({ writes: [], events: [newEvent(accountPartExported, { exportId, holder, accountId: person.accountId })] });
      log('export.part-written', { exportId, holder });
    },
    'account.erased': async ({ erasureId, ...leaver }) => {
      await holdings.erase(leaver);
      await commit({ writes: [], events: [newEvent(accountPartErased, { erasureId, holder, accountId: leaver.accountId })] });
      log('erasure.part-done', { erasureId, holder });
    },
  });
