import { accountTables } from './account-tables.ts';
import { documentTables } from './document-tables.ts';
import { identityTables } from './identity-tables.ts';
import { declareTables } from './table.ts';

/** Every table: read by the CDK, by the stores and by the local system. */
export const tables = declareTables({
  accounts: {
    sortKey: false,
    /** pk = accountId, or `email#<sha256 of the lower-case address>` to keep addresses unique. */
    holds: 'accounts and the uniqueness of their addresses',
  },
  memberships: {
    sortKey: true,
    /** pk = spaceId, sk = accountId. */
    indexes: { byAccount: { partitionKey: 'sk', sortKey: 'pk', projection: 'KEYS_ONLY' } },
    holds: 'who belongs to which space',
  },
  spaces: {
    sortKey: true,
    /**
     * pk = spaceId; sk = `space` (an association), `member#<memberId>` (how a member is called there, and a former one still),
     * `invitation#<invitationId>` or `invited#<sha256 of the address>` (keeps one address from being invited twice at once).
     * pk = accountId; sk = spaceId (an association of theirs), `past#<spaceId>` (one that they left, or that was closed with them), `count` (how many are theirs) or
     * `mails#2026-11-30` (invitations that they sent that day).
     */
    indexes: {
      /** addressPk = sha256 of the address: invitations that wait for somebody. */
      byAddress: { partitionKey: 'addressPk', sortKey: 'pk', projection: 'KEYS_ONLY' },
      /** duePk = `due`: spaces that are being closed, by when. */
      due: { partitionKey: 'duePk', sortKey: 'dueSk', projection: 'KEYS_ONLY' },
    },
    expiry: 'expiresAt',
    holds: 'associations, how their members are called, and who is invited',
  },
  actions: {
    sortKey: true,
    /** pk = spaceId, sk = `<time>#<id>`; the keys of the indexes all begin with the spaceId. */
    indexes: {
      byKind: { partitionKey: 'kindPk', sortKey: 'sk', projection: 'ALL' },
      byPerson: { partitionKey: 'personPk', sortKey: 'sk', projection: 'ALL' },
      byKindAndPerson: { partitionKey: 'kindAndPersonPk', sortKey: 'sk', projection: 'ALL' },
    },
    holds: 'who did what in each space, for its members',
  },
  fiches: {
    sortKey: true,
    /** pk = `particuliers#F2`; sk = `fiche`, `revision#000003` or `draft`. */
    indexes: {
      /** themePk = `particuliers#N19811` (and `particuliers#all` through byAudience); themeSk = folded title. */
      byTheme: { partitionKey: 'themePk', sortKey: 'titleSk', projection: 'ALL' },
      byAudience: { partitionKey: 'audiencePk', sortKey: 'titleSk', projection: 'ALL' },
      /** reviewPk = `review`: revisions that wait for an editor, by date. */
      toReview: { partitionKey: 'reviewPk', sortKey: 'reviewSk', projection: 'ALL' },
      /** duePk = `due`: scheduled drafts by publication date. */
      due: { partitionKey: 'duePk', sortKey: 'dueSk', projection: 'KEYS_ONLY' },
    },
    holds: 'fiches, their revisions and their drafts',
  },
  feeds: {
    sortKey: true,
    /** pk = `significant` or `theme#particuliers#N19811`; sk = `<time of the declaration>#particuliers#F2#3`. */
    holds: 'significant revisions in the order in which they were declared so, as feeds tell them',
  },
  imports: {
    sortKey: true,
    /** pk = importId; sk = `import` or `line#…`. */
    indexes: { byDate: { partitionKey: 'listPk', sortKey: 'listSk', projection: 'ALL' } },
    holds: 'imports and the lines of their reports',
  },
  subscriptions: {
    sortKey: true,
    /**
     * pk = spaceId, sk = `particuliers#F2#<accountId>`: the subscription.
     * pk = `particuliers#F2#07`, sk = `<accountId>#<spaceId>`: the same person in a shard of the fiche's audience.
     * pk = `particuliers#F2`, sk = `07`: how many are in that shard. pk = spaceId, sk = `count`: how many in that space.
     * pk = `particuliers#F2#left`, sk = `<time>#<accountId>#<spaceId>`: somebody who left that fiche lately.
     */
    expiry: 'expiresAt',
    holds: 'subscriptions, and the audience of each fiche in shards',
  },
  publications: {
    sortKey: true,
    /**
     * pk = `particuliers-F2-3`; sk = `publication`, `part#07` (shards of the audience read one after the other, from 07 on),
     * `feedback#07` (what the mail service tells of that part), `chunk#07#000003` (whom it goes to, written once), `state#07#000003` (how far its
     * sending has come) or `heard#07#000003` (what was told of its mails).
     */
    indexes: { unfinished: { partitionKey: 'unfinishedPk', sortKey: 'unfinishedSk', projection: 'KEYS_ONLY' } },
    holds: 'the ledger of every alert: whom it goes to, in chunks of five hundred, and what became of it',
  },
  digests: {
    sortKey: true,
    /**
     * pk = `2026-11-23T07:00Z#07` (a slot, and a shard of the people), sk = `<accountId of the first>#particuliers-F2-3`: people whom the
     * digest of that slot tells of that revision. pk = `slots`, sk = a slot that has people in it.
     */
    expiry: 'expiresAt',
    holds: 'whom each digest to come tells of which revision',
  },
  preferences: {
    sortKey: false,
    /** pk = accountId. */
    holds: 'how and when each person wants to be told',
  },
  phones: {
    sortKey: true,
    /**
     * pk = accountId; sk = `phone` (the verified number), `verification` (one that waits for its code), `codes` (when codes were sent) or
     * `sms#2026-11` (how many SMS that month). pk = `number#<keyed hash>`, sk = `codes`: the same of a number. pk = `service`,
     * sk = `sms#2026-11`: what SMS cost that month. pk = `leave#<code>`, sk = `leave`: the subscription that a short link ends.
     */
    expiry: 'expiresAt',
    holds: 'phone numbers, and what was sent to them',
  },
  addresses: {
    sortKey: false,
    /** pk = sha256 of the lower-case address, in hexadecimal. */
    expiry: 'expiresAt',
    holds: 'what the mail service told of addresses that gave trouble, without any address',
  },
  sending: {
    sortKey: true,
    /**
     * pk = `control`, sk = `mail`: whether and how fast mails may go out. pk = `volume`, sk = `2026-03-02T08`: mails of that hour and
     * what became of them. pk = `budget`, sk = `<class>#<slice>`: leases of mails per second.
     */
    expiry: 'expiresAt',
    holds:
      'how mails may go out: the reputation that we have, the stop or the slow-down that follows from it, and the budget of each second',
  },
  ...accountTables,
  ...identityTables,
  ...documentTables,
  letters: {
    sortKey: false,
    /** pk = id of the event that asked for the letter, with a word of its own where it asked for several. */
    expiry: 'expiresAt',
    holds: 'which letters to one person went, without address or words',
  },
  webhooks: {
    sortKey: true,
    /**
     * pk = `webhooks`, sk = webhookId: the endpoint of a partner, its sealed secrets, and whose turn it is to send to it.
     * pk = webhookId, sk = `delivery#<deliveryId>`: one event for that endpoint; sk = `due#<time>#<deliveryId>`: when it is to be sent next.
     * pk = webhookId, sk = `replay`: how far the deliveries that an administrator wants again have been put back.
     */
    expiry: 'expiresAt',
    holds: 'endpoints of partners, and what was and is to be sent to each',
  },
  oidc: {
    sortKey: false,
    /**
     * pk = `<Model>#<id>` of what the provider keeps between two requests (`Session#…`, `RefreshToken#…`, `Interaction#…`), or `uid#<uid>`, which
     * leads to a session.
     */
    indexes: {
      /** Codes and tokens of one grant, to revoke them together. */
      byGrant: { partitionKey: 'grantId', sortKey: 'pk', projection: 'KEYS_ONLY' },
      /** Sessions and grants of one person, to close them all. */
      byAccount: { partitionKey: 'accountId', sortKey: 'pk', projection: 'KEYS_ONLY' },
    },
    expiry: 'expiresAt',
    holds: 'what the OpenID Provider keeps: sessions, grants, codes, refresh tokens and sign-ins under way',
  },
  audit: {
    sortKey: true,
    /** pk = accountId of the actor (or `public`), sk = `<time>#<id>`. */
    expiry: 'expiresAt',
    holds: 'who did what and when',
  },
  outbox: {
    sortKey: false,
    /** pk = event id. */
    expiry: 'expiresAt',
    stream: true,
    holds: 'events, in the transaction of the state they tell of',
  },
});

export type TableName = keyof typeof tables;
