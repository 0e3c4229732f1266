import { declareTables } from './table.ts';

/** What is kept beside each account. */
export const accountTables = declareTables({
  profiles: {
    sortKey: true,
    /** pk = accountId, sk = `identity`, `address`, `contact` or `family`; one attribute a field. */
    holds: 'what each person says of themselves, and what others vouch for',
  },
  history: {
    sortKey: true,
    /** pk = accountId, sk = `<time>#<id>`. */
    expiry: 'expiresAt',
    holds: 'what happened to each account, as its owner reads it',
  },
  leaving: {
    sortKey: true,
    /**
     * pk = accountId; sk = `export#<exportId>` (a copy), `exports` (when copies were asked for) or `deletion`.
     * pk = `erased#<erasureId>`, sk = `record`: that an account was erased and when, with nothing that leads to whose it was.
     */
    indexes: {
      /** duePk = `export` or `deletion`; dueSk = when to look at it next. */
      due: { partitionKey: 'duePk', sortKey: 'dueSk', projection: 'KEYS_ONLY' },
    },
    expiry: 'expiresAt',
    holds: 'copies and deletions that people asked for, and how far each has come',
  },
});
