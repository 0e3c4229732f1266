import type { SpaceId } from '../../schemas/account.ts';
import { documentKinds } from '../../schemas/document-kind.ts';
import type { File, Holdings } from '../shared/holdings.ts';
import { nameWithEnding } from './rules/file-names.ts';
import { keyOfFile } from './store/file-bucket.ts';
import type { SpaceEraser } from './store/space-eraser.ts';
import type { WholeSpace } from './store/whole-space.ts';

export interface DocumentHoldingsDependencies {
  space: WholeSpace;
  eraseSpace: SpaceEraser;
}

/** What documents hold of people: the wallet of their own space. Those of spaces that they share belong to all who share them. */
export const documentHoldings = ({ space, eraseSpace }: DocumentHoldingsDependencies): Holdings => {
  async function* described(spaceId: SpaceId) {
    for await (const { id, name, kind, expiresOn, addedAt, origin, files } of space.documents(spaceId))
      yield {
        id,
        name,
        kind: documentKinds[kind],
        expiresOn,
        addedAt,
        depositedBy: origin?.organisation ?? null,
        files: files.map((file) => nameWithEnding(file.name, file.type)),
      };
  }
  async function* filesOf(spaceId: SpaceId): AsyncGenerator<File> {
    for await (const document of space.documents(spaceId))
      for (const file of document.files)
        yield {
          file: `${document.name} - ${nameWithEnding(file.name, file.type)}`,
          object: { bucket: 'documents', key: keyOfFile(file.id) },
          bytes: file.size,
        };
  }
  return {
    async *exported({ personalSpaceId }) {
      yield { document: 'documents', records: described(personalSpaceId) };
      yield* filesOf(personalSpaceId);
    },
    erase: ({ personalSpaceId }) => eraseSpace(personalSpaceId),
  };
};
