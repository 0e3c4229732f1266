import { address, between, count, emptyOr, matching, text, type Variable } from './variables.ts';

const table = text(3);
const bucket = text(3);
const queueUrl = address;
const confidence = between(0, 1);
/** Who names the entries of feeds: a domain and a date on which it was ours (RFC 4151). */
const feedAuthority = matching(/^[a-z0-9.-]+,\d{4}(-\d{2}){0,2}$/);
const seconds = count;

/** Every function that answers the API checks tokens and writes to these. */
const api = {
  /** Who signs access tokens; its keys are at `JWKS_ADDRESS`. */
  TOKEN_ISSUER: address,
  TOKEN_AUDIENCE: text(1),
  JWKS_ADDRESS: address,
  MEMBERSHIPS_TABLE: table,
  AUDIT_TABLE: table,
  OUTBOX_TABLE: table,
};

const webhooks = { WEBHOOKS_TABLE: table, WEBHOOKS_QUEUE: queueUrl };
/** Whether webhooks may lead to this machine itself, over plain HTTP: only where the whole system runs on one. */
const loopback = matching(/^(taken|refused)$/);

const sms = {
  /** The name that phones show: at most eleven letters and digits, as operators take it. */
  SMS_SENDER: matching(/^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/),
  /** SMS to one account in a month. */
  SMS_PER_ACCOUNT: count,
  /** For the whole service and a month, in millionths of a dollar. */
  SMS_BUDGET: count,
};

/** What is urgent has queues of its own, so that it waits behind nothing else. */
const fanOutQueues = {
  AUDIENCE_QUEUE: queueUrl,
  AUDIENCE_URGENT_QUEUE: queueUrl,
  DELIVERY_QUEUE: queueUrl,
  DELIVERY_URGENT_QUEUE: queueUrl,
};

/** Digests have queues of their own, so that no alert waits behind them. */
const digestQueues = { DIGEST_PARTS_QUEUE: queueUrl, DIGEST_DELIVERY_QUEUE: queueUrl };

/** What all who send mails share the sends of each second by. */
const sending = {
  SENDING_TABLE: table,
  /** What the mail service lets through when nothing is wrong. */
  SENDS_PER_SECOND: between(1, 1_000_000),
};

/**
 * What each function reads from its environment. The CDK does not compile when it leaves one out, the function does not start, and the
 * local system gives nothing else. A function is bundled from `functions/<capability>/entry/<rest of its name>.ts`.
 */
export const environments = {
  'accounts-api': { ...api, ACCOUNTS_TABLE: table },
  'accounts-addresses': { ACCOUNTS_TABLE: table },
  'fiches-api': {
    ...api,
    FICHES_TABLE: table,
    IMPORTS_TABLE: table,
    CONTENT_BUCKET: bucket,
    UPLOADS_BUCKET: bucket,
    /** Holds the search index. */
    SITE_BUCKET: bucket,
  },
  'fiches-importer': {
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
  },
  'fiches-fetcher': {
    IMPORTS_TABLE: table,
    OUTBOX_TABLE: table,
    AUDIT_TABLE: table,
    UPLOADS_BUCKET: bucket,
    /** JSON: the address of the official archive of each audience, such as {"particuliers":"https://…/vosdroits-latest.zip"}. */
    ARCHIVE_ADDRESSES: text(2),
  },
  'fiches-pages': {
    FICHES_TABLE: table,
    CONTENT_BUCKET: bucket,
    SITE_BUCKET: bucket,
    SITE_ADDRESS: address,
    FEED_AUTHORITY: feedAuthority,
  },
  'fiches-index': { FICHES_TABLE: table, SITE_BUCKET: bucket },
  'fiches-feeds': {
    FICHES_TABLE: table,
    FEEDS_TABLE: table,
    SITE_BUCKET: bucket,
    SITE_ADDRESS: address,
    FEED_AUTHORITY: feedAuthority,
    /** The WebSub hub that is told of new entries; empty when there is none. */
    FEED_HUB: emptyOr(address),
  },
  'fiches-due': { FICHES_TABLE: table, CONTENT_BUCKET: bucket, OUTBOX_TABLE: table, AUDIT_TABLE: table },
  'alerts-api': {
    ...api,
    ACCOUNTS_TABLE: table,
    FICHES_TABLE: table,
    SUBSCRIPTIONS_TABLE: table,
    PREFERENCES_TABLE: table,
    /** Who chooses SMS must have a number. */
    PHONES_TABLE: table,
    PUBLICATIONS_TABLE: table,
    DIGESTS_TABLE: table,
    SENDING_TABLE: table,
    LEAVE_KEYS_SECRET: text(3),
    SITE_ADDRESS: address,
  },
  'alerts-phone': {
    ...api,
    ACCOUNTS_TABLE: table,
    PHONES_TABLE: table,
    /** Keys of another purpose are made from the same secret, to hash numbers and codes. */
    LEAVE_KEYS_SECRET: text(3),
    ...sms,
  },
  'alerts-planner': {
    SUBSCRIPTIONS_TABLE: table,
    PUBLICATIONS_TABLE: table,
    AUDIENCE_QUEUE: queueUrl,
    AUDIENCE_URGENT_QUEUE: queueUrl,
    /** How long revisions of a fiche that was just told wait for each other; 0 where each is told at once. */
    COOL_DOWN_SECONDS: seconds,
  },
  'alerts-due': {
    SUBSCRIPTIONS_TABLE: table,
    PUBLICATIONS_TABLE: table,
    AUDIENCE_QUEUE: queueUrl,
    AUDIENCE_URGENT_QUEUE: queueUrl,
    COOL_DOWN_SECONDS: seconds,
  },
  'alerts-frequencies': {
    SUBSCRIPTIONS_TABLE: table,
    PREFERENCES_TABLE: table,
    PHONES_TABLE: table,
    OUTBOX_TABLE: table,
    AUDIT_TABLE: table,
  },
  'alerts-pager': {
    SUBSCRIPTIONS_TABLE: table,
    PREFERENCES_TABLE: table,
    PUBLICATIONS_TABLE: table,
    DIGESTS_TABLE: table,
    ...fanOutQueues,
  },
  'alerts-delivery': {
    ACCOUNTS_TABLE: table,
    SUBSCRIPTIONS_TABLE: table,
    PUBLICATIONS_TABLE: table,
    LEAVE_KEYS_SECRET: text(3),
    SITE_ADDRESS: address,
    MAIL_SENDER: text(3),
    MAIL_CONFIGURATION_SET: text(1),
    ...sending,
    /** How mails go that are the same for all; in bulk they go one by one by themselves while that is throttled. */
    SEND_WAY: matching(/^(bulk|single)$/),
    PHONES_TABLE: table,
    OUTBOX_TABLE: table,
    AUDIT_TABLE: table,
    ...sms,
    /** Chunks whose turn has not come go back to where they came from. */
    DELIVERY_QUEUE: queueUrl,
    DELIVERY_URGENT_QUEUE: queueUrl,
  },
  'alerts-feedback': { PUBLICATIONS_TABLE: table, ADDRESSES_TABLE: table, SENDING_TABLE: table, OUTBOX_TABLE: table, AUDIT_TABLE: table },
  'alerts-reputation': { SENDING_TABLE: table },
  'alerts-reconciler': { PUBLICATIONS_TABLE: table, ...fanOutQueues, ...digestQueues },
  'alerts-digest-planner': { PUBLICATIONS_TABLE: table, DIGESTS_TABLE: table, DIGEST_PARTS_QUEUE: queueUrl },
  'alerts-digest-pager': { PUBLICATIONS_TABLE: table, DIGESTS_TABLE: table, ...digestQueues },
  'alerts-digest-delivery': {
    ACCOUNTS_TABLE: table,
    SUBSCRIPTIONS_TABLE: table,
    PREFERENCES_TABLE: table,
    PUBLICATIONS_TABLE: table,
    LEAVE_KEYS_SECRET: text(3),
    SITE_ADDRESS: address,
    MAIL_SENDER: text(3),
    MAIL_CONFIGURATION_SET: text(1),
    ...sending,
    /** Chunks whose turn has not come go back to it. */
    DIGEST_DELIVERY_QUEUE: queueUrl,
  },
  'webhooks-api': { ...api, ...webhooks, WEBHOOK_KEYS_SECRET: text(3), WEBHOOK_LOOPBACK: loopback },
  'webhooks-planner': { ...webhooks, FICHES_TABLE: table, SITE_ADDRESS: address },
  'webhooks-sender': {
    ...webhooks,
    WEBHOOK_KEYS_SECRET: text(3),
    WEBHOOK_LOOPBACK: loopback,
    /** Seconds between the attempts of one delivery, such as `5,300,1800`. */
    WEBHOOK_RETRY_SECONDS: matching(/^\d+(,\d+)*$/),
  },
  'webhooks-waker': webhooks,
  'publisher-outbox': { EVENTS_TOPIC: text(3) },
} as const satisfies Record<string, Record<string, Variable<unknown>>>;

export type FunctionName = keyof typeof environments;
export type Environment<Name extends FunctionName> = {
  [Key in keyof (typeof environments)[Name]]: (typeof environments)[Name][Key] extends Variable<infer Value> ? Value : never;
};

/** What the CDK must write, as text. */
export type EnvironmentOf<Name extends FunctionName> = { [Key in keyof (typeof environments)[Name]]: string };
