import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Environment } from '../../../schemas/environment.ts';
import type { walletArchives } from '../../../schemas/routes/wallet-archives.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import type { UseCases } from '../../shared/router.ts';
import { askForArchive } from '../ask-for-archive.ts';
import { giveArchiveLink } from '../give-archive-link.ts';
import { readArchive } from '../read-archive.ts';
import { archiveStore } from '../store/archives.ts';
import { changingStores } from './changing-stores.ts';
import { newToken } from './new-token.ts';

export interface ArchiveRoutesDependencies {
  client: DynamoDBDocumentClient;
  environment: Environment<'documents-api'>;
  apiAddress: string;
}

/** The use cases of the archive of a whole space. */
export const archiveUseCases = ({ client, environment, apiAddress }: ArchiveRoutesDependencies): UseCases<typeof walletArchives> => {
  const { tables, commit, documents, links } = changingStores(client, environment);
  const archives = archiveStore(client, tables, commit);
  return {
    askForArchive: askForArchive({ archives, documents, clock, newId: randomUUID }),
    readArchive: readArchive({ archives, clock }),
    giveArchiveLink: giveArchiveLink({ archives, links, clock, newToken, apiAddress }),
  };
};
