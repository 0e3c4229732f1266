import type { HolderName } from './leaving.ts';
import type { TableName } from './tables.ts';

/**
 * Where a table or a bucket stands when somebody goes. What is kept of people or outlives them for a while holds opaque identifiers alone: once
 * the account is gone, these lead to nobody.
 */
export type Standing =
  | { of: 'nobody' }
  | {
      of: 'people';
      /** Who empties it. */
      erasedBy: HolderName;
      /** What stays all the same, and until when. */
      remains?: string;
    }
  | { of: 'people'; kept: string };

/** Every table has its line: one that is added without it does not compile, and a test fills and searches all of them. */
export const tableStandings: Record<TableName, Standing> = {
  accounts: { of: 'people', erasedBy: 'accounts' },
  memberships: { of: 'people', erasedBy: 'spaces' },
  profiles: { of: 'people', erasedBy: 'accounts' },
  history: { of: 'people', erasedBy: 'accounts' },
  spaces: { of: 'people', erasedBy: 'spaces' },
  actions: {
    of: 'people',
    erasedBy: 'spaces',
    remains: 'what they did in associations that go on, under an identifier that leads to nobody',
  },
  leaving: {
    of: 'people',
    erasedBy: 'accounts',
    remains: 'that an account was erased and when, for three years, under a number of its own',
  },
  credentials: { of: 'people', erasedBy: 'identity' },
  identities: { of: 'people', erasedBy: 'identity' },
  letters: { of: 'nobody' },
  documents: {
    of: 'people',
    erasedBy: 'documents',
    remains:
      'how uploads ended, by the identifiers of their files alone, for thirty days; links that open nothing any more, until their expiry is seen to',
  },
  attempts: { of: 'people', kept: 'counts of tries under keyed hashes, for a day' },
  links: { of: 'people', erasedBy: 'identity' },
  factors: { of: 'people', erasedBy: 'identity' },
  staff: { of: 'people', erasedBy: 'identity' },
  pendings: { of: 'people', erasedBy: 'identity' },
  clients: { of: 'nobody' },
  consents: { of: 'people', erasedBy: 'identity' },
  oidc: { of: 'people', erasedBy: 'identity' },
  fiches: { of: 'people', kept: 'the identifier of the editor who wrote or decided' },
  feeds: { of: 'nobody' },
  imports: { of: 'people', kept: 'the identifier of the editor who imported' },
  subscriptions: {
    of: 'people',
    erasedBy: 'alerts',
    remains: 'identifiers of who left a fiche, for ninety days: alerts on their way must know',
  },
  publications: {
    of: 'people',
    kept: 'identifiers of who was told of a revision: the ledger proves that nobody was forgotten or told twice',
  },
  digests: { of: 'people', kept: 'identifiers of who is in a digest to come, until it has gone; nothing is sent to who is gone' },
  preferences: { of: 'people', erasedBy: 'alerts' },
  phones: {
    of: 'people',
    erasedBy: 'alerts',
    remains:
      'keyed hashes of numbers that codes were sent to, for a day; identifiers behind leave links of SMS, so that a link still says that it is done',
  },
  addresses: { of: 'people', erasedBy: 'alerts' },
  sending: { of: 'nobody' },
  webhooks: { of: 'nobody' },
  audit: { of: 'people', kept: 'identifiers of who did what, for three years: disputes' },
  outbox: { of: 'people', kept: 'identifiers in events, for seven days' },
};

/** The same of buckets. */
export const bucketStandings = {
  content: { of: 'nobody' },
  uploads: { of: 'nobody' },
  documents: { of: 'people', erasedBy: 'documents' },
  site: { of: 'nobody' },
  exports: { of: 'people', erasedBy: 'accounts' },
} satisfies Record<string, Standing>;
