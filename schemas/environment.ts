import * as z from 'zod/mini';

const table = z.string().check(z.minLength(3));
const bucket = z.string().check(z.minLength(3));
const queueUrl = z.url();
const address = z.url();
const seconds = z.coerce.number().check(z.int(), z.gte(0));
const confidence = z.coerce.number().check(z.gte(0), z.lte(1));
/** Who names the entries of feeds: a domain and a date on which it was ours (RFC 4151). */
const feedAuthority = z.string().check(z.regex(/^[a-z0-9.-]+,\d{4}(-\d{2}){0,2}$/));

/** Every function that answers the API checks tokens and writes to these. */
const api = {
  /** Who signs access tokens; its keys are at `JWKS_ADDRESS`. */
  TOKEN_ISSUER: address,
  TOKEN_AUDIENCE: z.string().check(z.minLength(1)),
  JWKS_ADDRESS: address,
  MEMBERSHIPS_TABLE: table,
  AUDIT_TABLE: table,
  OUTBOX_TABLE: table,
};

const sms = {
  /** The name that phones show: at most eleven letters and digits, as operators take it. */
  SMS_SENDER: z.string().check(z.regex(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/)),
  /** SMS to one account in a month. */
  SMS_PER_ACCOUNT: z.coerce.number().check(z.int(), z.gte(0)),
  /** For the whole service and a month, in millionths of a dollar. */
  SMS_BUDGET: z.coerce.number().check(z.int(), z.gte(0)),
};

/**
 * What each function reads from its environment. The CDK does not compile when it leaves one out, the function does not start, and the
 * local system gives nothing else. A function is bundled from `functions/<capability>/entry/<rest of its name>.ts`.
 * Each is made when it is asked for: a function starts without making those of all the others.
 */
export const environments = {
  get 'accounts-api'() {
    return z.object({ ...api, ACCOUNTS_TABLE: table });
  },
  get 'accounts-addresses'() {
    return z.object({ ACCOUNTS_TABLE: table });
  },
  get 'fiches-api'() {
    return z.object({
      ...api,
      FICHES_TABLE: table,
      IMPORTS_TABLE: table,
      CONTENT_BUCKET: bucket,
      UPLOADS_BUCKET: bucket,
      /** Holds the search index. */
      SITE_BUCKET: bucket,
    });
  },
  get 'fiches-importer'() {
    return z.object({
      FICHES_TABLE: table,
      IMPORTS_TABLE: table,
      OUTBOX_TABLE: table,
      AUDIT_TABLE: table,
      CONTENT_BUCKET: bucket,
      UPLOADS_BUCKET: bucket,
      /** To go on in a fresh invocation when time runs short. */
      IMPORTS_QUEUE: queueUrl,
      /** Confidences of a proposal: below, nobody is told; above, the subscribers are; between, an editor decides. */
      SIGNIFICANCE_SILENT_BELOW: confidence,
      SIGNIFICANCE_SEND_ABOVE: confidence,
    });
  },
  get 'fiches-fetcher'() {
    return z.object({
      IMPORTS_TABLE: table,
      OUTBOX_TABLE: table,
      AUDIT_TABLE: table,
      UPLOADS_BUCKET: bucket,
      /** JSON: the address of the official archive of each audience, such as {"particuliers":"https://…/vosdroits-latest.zip"}. */
      ARCHIVE_ADDRESSES: z.string().check(z.minLength(2)),
    });
  },
  get 'fiches-pages'() {
    return z.object({
      FICHES_TABLE: table,
      CONTENT_BUCKET: bucket,
      SITE_BUCKET: bucket,
      SITE_ADDRESS: address,
      FEED_AUTHORITY: feedAuthority,
    });
  },
  get 'fiches-index'() {
    return z.object({ FICHES_TABLE: table, SITE_BUCKET: bucket });
  },
  get 'fiches-feeds'() {
    return z.object({
      FICHES_TABLE: table,
      FEEDS_TABLE: table,
      SITE_BUCKET: bucket,
      SITE_ADDRESS: address,
      FEED_AUTHORITY: feedAuthority,
      /** The WebSub hub that is told of new entries; empty when there is none. */
      FEED_HUB: z.union([z.literal(''), address]),
    });
  },
  get 'fiches-due'() {
    return z.object({ FICHES_TABLE: table, CONTENT_BUCKET: bucket, OUTBOX_TABLE: table, AUDIT_TABLE: table });
  },
  get 'alerts-api'() {
    return z.object({
      ...api,
      ACCOUNTS_TABLE: table,
      FICHES_TABLE: table,
      SUBSCRIPTIONS_TABLE: table,
      PUBLICATIONS_TABLE: table,
      LEAVE_KEYS_SECRET: z.string().check(z.minLength(3)),
      SITE_ADDRESS: address,
    });
  },
  get 'alerts-phone'() {
    return z.object({
      ...api,
      ACCOUNTS_TABLE: table,
      PHONES_TABLE: table,
      /** Keys of another purpose are made from the same secret, to hash numbers and codes. */
      LEAVE_KEYS_SECRET: z.string().check(z.minLength(3)),
      ...sms,
    });
  },
  get 'alerts-planner'() {
    return z.object({
      SUBSCRIPTIONS_TABLE: table,
      PUBLICATIONS_TABLE: table,
      AUDIENCE_QUEUE: queueUrl,
      /** How long revisions of a fiche that was just told wait for each other; 0 where each is told at once. */
      COOL_DOWN_SECONDS: seconds,
    });
  },
  get 'alerts-due'() {
    return z.object({ SUBSCRIPTIONS_TABLE: table, PUBLICATIONS_TABLE: table, AUDIENCE_QUEUE: queueUrl, COOL_DOWN_SECONDS: seconds });
  },
  get 'alerts-pager'() {
    return z.object({ SUBSCRIPTIONS_TABLE: table, PUBLICATIONS_TABLE: table, AUDIENCE_QUEUE: queueUrl, DELIVERY_QUEUE: queueUrl });
  },
  get 'alerts-delivery'() {
    return z.object({
      ACCOUNTS_TABLE: table,
      SUBSCRIPTIONS_TABLE: table,
      PUBLICATIONS_TABLE: table,
      LEAVE_KEYS_SECRET: z.string().check(z.minLength(3)),
      SITE_ADDRESS: address,
      MAIL_SENDER: z.string().check(z.minLength(3)),
      MAIL_CONFIGURATION_SET: z.string().check(z.minLength(1)),
    });
  },
  get 'alerts-feedback'() {
    return z.object({ PUBLICATIONS_TABLE: table });
  },
  get 'alerts-reconciler'() {
    return z.object({ PUBLICATIONS_TABLE: table, AUDIENCE_QUEUE: queueUrl, DELIVERY_QUEUE: queueUrl });
  },
  get 'publisher-outbox'() {
    return z.object({ EVENTS_TOPIC: z.string().check(z.minLength(3)) });
  },
} as const satisfies Record<string, z.ZodMiniObject>;

export type FunctionName = keyof typeof environments;
export type Environment<Name extends FunctionName> = z.output<(typeof environments)[Name]>;

/** What the CDK must write, as text. */
export type EnvironmentOf<Name extends FunctionName> = { [Key in keyof z.input<(typeof environments)[Name]>]: string };
