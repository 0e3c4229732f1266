import { declareTables } from './table.ts';

/** What the functions behind sign-in keep. */
export const identityTables = declareTables({
  credentials: {
    sortKey: true,
    /** pk = accountId; sk = `password`. */
    holds: 'by what each person signs in',
  },
  pendings: {
    sortKey: false,
    /**
     * pk = `sign-up#<sha256 of the lower-case address>`: somebody who signed up and did not activate yet; `former#<the same>`: an address that
     * an account had before, kept for it as long as the change can be undone.
     */
    indexes: {
      /** endPk = `end`; endsAt = until when it is kept. */
      byEnd: { partitionKey: 'endPk', sortKey: 'endsAt', projection: 'KEYS_ONLY' },
    },
    holds: 'what waits to be confirmed and is purged by schedule',
  },
  links: {
    sortKey: false,
    /** pk = sha256 of the token. */
    indexes: { byAccount: { partitionKey: 'accountId', sortKey: 'pk', projection: 'KEYS_ONLY' } },
    expiry: 'expiresAt',
    holds: 'one-use links that are under way, by the hash of what is in the mail',
  },
  attempts: {
    sortKey: false,
    /** pk = what is counted and a keyed hash of for whom, such as `account#…` or `network#…#<hour>`; or `spent#<challenge>`. */
    expiry: 'expiresAt',
    holds: 'how often was tried, and which challenges were spent',
  },
});
