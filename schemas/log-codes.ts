/**
 * Every line that a function may log, by what it is to whoever watches. All but `toldCodes` become metrics of their own names through a filter on
 * the log group, so an alarm or a dashboard needs no code of its own.
 */

/** Somebody is hurt, or soon will be. */
export const errorCodes = [
  'request.failed',
  'outbox.publish-failed',
  'archive.fetch-failed',
  'draft.due-failed',
  'mail.refused',
  'sending.stopped',
  'sms.budget-used',
  'erasure.late',
  'document.check-abandoned',
  'document.due-failed',
  'space.closing-failed',
  'webhook.disabled',
  'federation.unavailable',
] as const;

/** Something went wrong that is tried again, or hurts nobody. */
export const warningCodes = [
  'message.failed',
  'import.refused',
  'import.ignored',
  'feed.hub-failed',
  'chunk.retried',
  'chunk.recovered',
  'mail.bulk-throttled',
  'mail.bounced',
  'mail.complained',
  'pending.purge-failed',
  'letter.refused',
  'sending.slowed',
  'sms.failed',
  'sms.stopped',
  'export.late',
  'document.scan-failed',
  'webhook.attempt-failed',
  'webhook.wake-failed',
  'federation.refused',
] as const;

/** All is well, and how often it happens is worth knowing. */
export const countedCodes = [
  'revision.published',
  'publication.planned',
  'digest.planned',
  'publication.ended',
  'chunk.postponed',
  'letter.sent',
  'mail.address-stopped',
  'sms.sent',
  'erasure.ended',
  'document.accepted',
  'document.refused',
  'document.never-came',
  'space.closed',
] as const;

/** All is well. */
export const toldCodes = [
  'request.answered',
  'request.refused',
  'import.ended',
  'import.handed-over',
  'index.rebuilt',
  'preferences.applied',
  'subscriptions.ended',
  'publication.held',
  'publication.paged',
  'chunk.sent',
  'pending.purged',
  'sending.resumed',
  'sms.ended',
  'export.assembled',
  'erasure.begun',
  'export.part-written',
  'erasure.part-done',
  'space.emptied',
  'webhook.planned',
  'webhook.turn-ended',
] as const;

export type CountedCode = (typeof errorCodes | typeof warningCodes | typeof countedCodes)[number];
export type LogCode = CountedCode | (typeof toldCodes)[number];

/** The only things a line may carry: opaque identifiers, counts, durations, names of our own kinds. Never a body, a token, an address or a name. */
export interface LogFields {
  route?: string;
  status?: number;
  problem?: string;
  accountId?: string;
  fiche?: string;
  revision?: number;
  importId?: string;
  publicationId?: string;
  exportId?: string;
  erasureId?: string;
  holder?: string;
  webhookId?: string;
  fileId?: string;
  /** FranceConnect or ProConnect. */
  provider?: string;
  deliveryId?: string;
  chunk?: string;
  shard?: string;
  eventType?: string;
  messageId?: string;
  count?: number;
  milliseconds?: number;
  /** Class of an error, and the place in our code; not its message, which may quote data. */
  errorName?: string;
  errorStack?: string;
}
