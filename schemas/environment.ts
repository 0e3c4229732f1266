import { accountEnvironments } from './account-environments.ts';
import { alertEnvironments } from './alert-environments.ts';
import { documentEnvironments } from './document-environments.ts';
import { api, queueUrl, table } from './environment-parts.ts';
import { identityEnvironments } from './identity-environments.ts';
import { spaceEnvironments } from './space-environments.ts';
import { address, between, emptyOr, matching, text, type Variable } from './variables.ts';

const bucket = text(3);
const confidence = between(0, 1);
/** Who names the entries of feeds: a domain and a date on which it was ours (RFC 4151). */
const feedAuthority = matching(/^[a-z0-9.-]+,\d{4}(-\d{2}){0,2}$/);

const webhooks = { WEBHOOKS_TABLE: table, WEBHOOKS_QUEUE: queueUrl };
/** Whether webhooks may lead to this machine itself, over plain HTTP: only where the whole system runs on one. */
const loopback = matching(/^(taken|refused)$/);

/**
 * What each function reads from its environment. The CDK does not compile when it leaves one out, the function does not start, and the
 * local system gives nothing else. A function is bundled from `functions/<capability>/entry/<rest of its name>.ts`.
 */
export const environments = {
  ...accountEnvironments,
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
  ...alertEnvironments,
  ...spaceEnvironments,
  ...identityEnvironments,
  ...documentEnvironments,
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
