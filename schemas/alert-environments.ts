import { api, holdings, queueUrl, sending, table } from './environment-parts.ts';
import { address, between, count, matching, text } from './variables.ts';

const seconds = count;

/** How many invocations send chunks at once. */
const workers = { DELIVERY_WORKERS: between(2, 1000) };

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

/** What each function behind alerts reads from its environment. */
export const alertEnvironments = {
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
    MEMBERSHIPS_TABLE: table,
    PHONES_TABLE: table,
    OUTBOX_TABLE: table,
    AUDIT_TABLE: table,
  },
  'alerts-departures': {
    SUBSCRIPTIONS_TABLE: table,
    PREFERENCES_TABLE: table,
    MEMBERSHIPS_TABLE: table,
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
    ...workers,
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
  'alerts-holdings': {
    ...holdings,
    SUBSCRIPTIONS_TABLE: table,
    PREFERENCES_TABLE: table,
    PHONES_TABLE: table,
    ADDRESSES_TABLE: table,
    FICHES_TABLE: table,
  },
  'alerts-reputation': { SENDING_TABLE: table },
  'alerts-reconciler': { PUBLICATIONS_TABLE: table, ...fanOutQueues, ...digestQueues },
  'alerts-digest-planner': { PUBLICATIONS_TABLE: table, DIGESTS_TABLE: table, DIGEST_PARTS_QUEUE: queueUrl },
  'alerts-digest-pager': { PUBLICATIONS_TABLE: table, DIGESTS_TABLE: table, ...digestQueues },
  'alerts-digest-delivery': {
    ACCOUNTS_TABLE: table,
    SUBSCRIPTIONS_TABLE: table,
    PREFERENCES_TABLE: table,
    /** Digests are told by space, under the names of associations. */
    SPACES_TABLE: table,
    PUBLICATIONS_TABLE: table,
    LEAVE_KEYS_SECRET: text(3),
    SITE_ADDRESS: address,
    MAIL_SENDER: text(3),
    MAIL_CONFIGURATION_SET: text(1),
    ...sending,
    ...workers,
    /** Chunks whose turn has not come go back to it. */
    DIGEST_DELIVERY_QUEUE: queueUrl,
  },
} as const;
