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
    indexes: {
      byAccount: { partitionKey: 'accountId', sortKey: 'pk', projection: 'KEYS_ONLY' },
      byAddress: { partitionKey: 'address', sortKey: 'pk', projection: 'KEYS_ONLY' },
    },
    expiry: 'expiresAt',
    holds: 'one-use links that are under way, by the hash of what is in the mail',
  },
  identities: {
    sortKey: true,
    /**
     * pk = `franceconnect#<subject>` or `proconnect#<subject>`, sk = `account`: whose account that is. pk = accountId, sk = `franceconnect` or
     * `proconnect`: the same from the other side, with who the person is in the civil registers. pk = `spent#<sha256 of a state>`, sk = `spent`: an
     * answer that was taken. pk = `opening#<sha256 of a token>`, sk = `opening`: an account that was asked for. pk = `asked#<sha256 of a subject>`,
     * sk = `asked`: how often that person asked for one today.
     */
    expiry: 'expiresAt',
    holds: 'which account is whose at FranceConnect and ProConnect',
  },
  attempts: {
    sortKey: false,
    /** pk = what is counted and a keyed hash of for whom, such as `account#…` or `network#…#<hour>`; or `spent#<challenge>`. */
    expiry: 'expiresAt',
    holds: 'how often was tried, and which challenges were spent',
  },
  factors: {
    sortKey: false,
    /** pk = accountId, or `challenge#<sha256>`: one that a passkey has signed. */
    expiry: 'expiresAt',
    holds: 'how people prove who they are beside their password: sealed secrets, public keys and hashes of codes',
  },
  staff: {
    sortKey: true,
    /**
     * pk = `members`, sk = accountId: somebody who works here. pk = `administrators`, sk = `active`: the ids of those who can act at this moment.
     * pk = `invitations`, sk = invitationId; pk = `invited#<sha256 of the lower-case address>`, sk = `invitation`: the one under way to it.
     */
    expiry: 'expiresAt',
    holds: 'who works here, who is invited to, and that one administrator is always left',
  },
  clients: {
    sortKey: true,
    /** pk = `clients`, sk = clientId. */
    holds: 'services that sign people in with their account, and programs of administrations; hashes of their secrets',
  },
  consents: {
    sortKey: true,
    /** pk = accountId, sk = clientId. */
    holds: 'what each person agreed to let a partner know',
  },
});
