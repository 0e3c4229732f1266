import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { walletArchives } from '../../../schemas/routes/wallet-archives.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import type { Commit } from '../../shared/store/commit.ts';
import { askForArchive } from '../ask-for-archive.ts';
import { type GiveArchiveLinkDependencies, giveArchiveLink } from '../give-archive-link.ts';
import { readArchive } from '../read-archive.ts';
import { archiveStore } from '../store/archives.ts';
import type { DocumentStore } from '../store/document-store.ts';
import type { tablesOf } from '../store/document-table.ts';

export interface ArchiveRoutesDependencies extends Omit<GiveArchiveLinkDependencies, 'archives' | 'clock'> {
  client: DynamoDBDocumentClient;
  tables: ReturnType<typeof tablesOf>;
  commit: Commit;
  documents: DocumentStore;
}

/** The use cases of the archive of a whole space. */
export const archiveUseCases = (dependencies: ArchiveRoutesDependencies): UseCases<typeof walletArchives> => {
  const { client, tables, commit, documents } = dependencies;
  const archives = archiveStore(client, tables, commit);
  return {
    askForArchive: askForArchive({ archives, documents, clock, newId: randomUUID }),
    readArchive: readArchive({ archives, clock }),
    giveArchiveLink: giveArchiveLink({ ...dependencies, archives, clock }),
  };
};
