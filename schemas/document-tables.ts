import { declareTables } from './table.ts';

/** The wallets of spaces. */
export const documentTables = declareTables({
  documents: {
    sortKey: true,
    /**
     * pk = spaceId; sk = `document#<documentId>`, `deleted#<documentId>`, `former#<documentId>#<fileId>` (a file that was replaced or removed)
     * `storage` (how full the space is) or `archive` (the last that was asked for). pk = `upload#<fileId>`, sk = `upload`: a file on its way. pk = `link#<sha256 of the token>`,
     * sk = `link`: what a link leads to.
     */
    indexes: {
      /** duePk = `due#0` to `due#f`, dueSk = the time at which something is to be done with the item. */
      due: { partitionKey: 'duePk', sortKey: 'dueSk', projection: 'KEYS_ONLY' },
    },
    expiry: 'expiresAt',
    holds: 'documents of each space, where their files are, and how full the space is',
  },
});
